// How long a killed run takes to be at work again, beside a bare Node. Needs dist/ (npm run build).
//   tsx test/bench/workflow-resume.ts [--rounds 5]
import {type ChildProcess, spawn, spawnSync} from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {delimiter, dirname, join} from 'node:path';
import {setTimeout as wait} from 'node:timers/promises';
import {fileURLToPath} from 'node:url';
import {parseArgs} from 'node:util';

const {values} = parseArgs({options: {rounds: {type: 'string', default: '5'}}});
const root = fileURLToPath(new URL('../..', import.meta.url));
const cli = join(root, 'dist', 'tierwise.cjs');

/**
 * Most that it may take until the client of the step runs again, in times of an empty Node: half a
 * second where Node starts in 50 ms, and still a figure on a machine that has other work.
 */
const goal = 10;
/** Steps that are done before the one that hangs. */
const doneSteps = 20;

interface Fact {
  event: string;
  step?: string;
  pid?: number;
}

const times: Awaited<ReturnType<typeof measure>>[] = [];
for (let round = 0; round < Number(values.rounds); round += 1) {
  times.push(await measure());
}
const median = (of: (time: (typeof times)[number]) => number) =>
  times.map(of).sort((left, right) => left - right)[Math.floor(times.length / 2)] as number;
const resumeMs = median((time) => time.resumeMs);
const bareMs = median((time) => time.bareMs);
console.log(
  `resume of a killed run, ${doneSteps} steps done: at work again after ${resumeMs.toFixed(0)} ms (median of ${times.length}), ${(resumeMs / bareMs).toFixed(1)} x an empty Node (${bareMs.toFixed(0)} ms)`,
);
if (resumeMs > goal * bareMs) {
  console.error(`The goal is ${goal} times an empty Node.`);
  process.exitCode = 1;
}

async function measure(): Promise<{resumeMs: number; bareMs: number}> {
  const home = mkdtempSync(join(tmpdir(), 'tierwise-bench-'));
  try {
    const bed = prepare(home);
    const first = bed.start('workflow', 'run', 'flow.yaml');
    const hanging = await bed.waitFor(1);
    first.kill('SIGKILL');
    killGroup(hanging);
    await wait(200);
    const bareStart = performance.now();
    spawnSync(process.execPath, ['-e', '0']);
    const bareMs = performance.now() - bareStart;
    const start = performance.now();
    const second = bed.start('workflow', 'resume');
    const again = await bed.waitFor(2);
    const resumeMs = performance.now() - start;
    second.kill('SIGKILL');
    killGroup(again);
    return {resumeMs, bareMs};
  } finally {
    rmSync(home, {recursive: true, force: true});
  }
}

function prepare(home: string) {
  const project = join(home, 'project');
  const bin = join(home, 'bin');
  mkdirSync(project);
  mkdirSync(bin);
  copyFileSync(join(root, 'test', 'app', 'tiny-client.mjs'), join(bin, 'claude'));
  chmodSync(join(bin, 'claude'), 0o755);
  writeFileSync(join(bin, 'package.json'), '{"type": "module"}');
  const steps = Array.from({length: doneSteps + 1}, (_, at) => ({
    id: `s${at}`,
    tier: 'haiku',
    prompt: at === doneSteps ? 'HANG' : 'work',
    depends_on: at === doneSteps ? Array.from({length: at}, (_each, each) => `s${each}`) : [],
  }));
  writeFileSync(join(project, 'flow.yaml'), JSON.stringify({workflow: {name: 'w', steps}}));
  const env = {
    HOME: home,
    PATH: [bin, dirname(process.execPath), '/usr/bin', '/bin'].join(delimiter),
    TINY_LOG: join(home, 'calls.jsonl'),
  };
  const runs = join(home, '.claude', 'tierwise', 'runs');
  return {
    start: (...args: string[]): ChildProcess =>
      spawn(process.execPath, [cli, ...args], {cwd: project, env, stdio: 'ignore'}),
    /** The client of the hanging step, once it was started so many times. */
    waitFor: async (count: number): Promise<number> => {
      for (;;) {
        const started = readFacts(runs).filter(
          ({event, step}) => event === 'attempt-started' && step === `s${doneSteps}`,
        );
        const pid = started[count - 1]?.pid;
        if (pid !== undefined) {
          return pid;
        }
        await wait(2);
      }
    },
  };
}

function readFacts(runs: string): Fact[] {
  const [run] = existsSync(runs) ? readdirSync(runs) : [];
  const journal = join(runs, run ?? '', 'journal.jsonl');
  if (run === undefined || !existsSync(journal)) {
    return [];
  }
  const lines = readFileSync(journal, 'utf8').split('\n').slice(0, -1);
  return lines.map((line) => JSON.parse(line) as Fact);
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It is gone.
  }
}
