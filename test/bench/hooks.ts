// How much longer a hook's whole process takes than an empty Node beside it, in one run.
//   npm run bench:hooks [-- --rounds 40] [-- --json]
import {spawnSync} from 'node:child_process';
import {cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {parseArgs} from 'node:util';

const {values} = parseArgs({
  options: {rounds: {type: 'string', default: '40'}, json: {type: 'boolean', default: false}},
});
const rounds = Number(values.rounds);
const dist = fileURLToPath(new URL('../../dist/', import.meta.url));
const home = mkdtempSync(join(tmpdir(), 'tierwise-bench-'));
const claude = join(home, '.claude');
const session = '11111111-2222-4333-8444-555555555555';

interface Subject {
  name: string;
  bundle: string;
  /** Largest ratio that the design allows; undefined where it names none. */
  goal?: number;
  input: (round: number) => Record<string, unknown>;
}

const common = {session_id: session, transcript_path: join(home, 'transcript.jsonl'), cwd: home};
const subjects: Subject[] = [
  {
    name: 'prompt hook, a move',
    bundle: 'hybrid-selector',
    goal: 1.3,
    input: (round) => prompt(`move-${round}`, 'run the tests and show me the failures'),
  },
  {
    name: 'prompt hook, long text',
    bundle: 'hybrid-selector',
    goal: 1.3,
    input: (round) =>
      prompt(`long-${round}`, `fix the failing build\n${'at f (a.ts:1:2)\n'.repeat(400)}`),
  },
  {
    name: 'prompt hook, a follow-up',
    bundle: 'hybrid-selector',
    goal: 1.3,
    input: (round) => prompt(`stay-${round}`, 'yes, continue'),
  },
  {
    name: 'pre-tool-agent, rewrite',
    bundle: 'pre-tool-agent',
    goal: 1.25,
    input: () => tool('Agent', {description: 'd', prompt: 'p', subagent_type: 'general-purpose'}),
  },
  {
    name: 'pre-tool-agent, other tool',
    bundle: 'pre-tool-agent',
    goal: 1.25,
    input: () => tool('Read', {file_path: '/tmp/x'}),
  },
  {
    name: 'post-tool-metrics, turn end',
    bundle: 'post-tool-metrics',
    input: () => ({...common, prompt_id: 'move-0', hook_event_name: 'Stop'}),
  },
];

function prompt(id: string, text: string): Record<string, unknown> {
  return {...common, prompt_id: id, hook_event_name: 'UserPromptSubmit', prompt: text};
}

function tool(name: string, input: Record<string, unknown>): Record<string, unknown> {
  return {
    ...common,
    prompt_id: 'move-0',
    hook_event_name: 'PreToolUse',
    tool_name: name,
    tool_input: input,
  };
}

function prepareHome(): void {
  mkdirSync(join(claude, 'tierwise'), {recursive: true});
  cpSync(join(dist, 'agents'), join(claude, 'agents'), {recursive: true});
  writeFileSync(join(claude, 'tierwise', 'config.json'), '{"enforcement": "enforce"}');
  const answer = {
    type: 'assistant',
    timestamp: '2026-01-01T00:00:00.000Z',
    message: {id: 'm', model: 'claude-opus-5-5', content: [{type: 'text', text: 'x'.repeat(900)}]},
  };
  writeFileSync(join(home, 'transcript.jsonl'), `${JSON.stringify(answer)}\n`.repeat(200));
}

/** Milliseconds from start to exit, in an environment without this machine's own settings. */
function time(args: string[], input = ''): number {
  const start = process.hrtime.bigint();
  const {status} = spawnSync(process.execPath, args, {
    input,
    env: {HOME: home, PATH: '/usr/bin:/bin'},
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  if (status !== 0) {
    throw new Error(`node ${args.join(' ')} exited with ${status}`);
  }
  return Number(process.hrtime.bigint() - start) / 1e6;
}

function median(numbers: number[]): number {
  const sorted = [...numbers].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] as number;
}

try {
  prepareHome();
  const rows = subjects.map(({name, bundle, goal, input}) => {
    const pairs = Array.from({length: rounds + 3}, (_, round) => {
      // The order turns with the round, so that neither side always runs on a warmer machine.
      const file = join(dist, 'hooks', `${bundle}.cjs`);
      const runHook = () => time([file], JSON.stringify(input(round)));
      const runBare = () => time(['-e', '0']);
      if (round % 2 === 0) {
        const bare = runBare();
        return {bare, hook: runHook()};
      }
      const hook = runHook();
      return {bare: runBare(), hook};
    }).slice(3);
    const bareMs = median(pairs.map(({bare}) => bare));
    const hookMs = median(pairs.map(({hook}) => hook));
    const ratio = median(pairs.map(({bare, hook}) => hook / bare));
    return {name, bareMs, hookMs, ratio, goal: goal ?? null};
  });
  if (values.json) {
    console.log(JSON.stringify(rows));
  } else {
    console.log(`paired runs, median of ${rounds}, Node ${process.version}`);
    for (const {name, bareMs, hookMs, ratio, goal} of rows) {
      const verdict =
        goal === null ? '' : ratio <= goal ? `  goal ${goal}: held` : `  goal ${goal}: MISSED`;
      console.log(
        `${name.padEnd(28)} node -e 0 ${bareMs.toFixed(1)} ms, hook ${hookMs.toFixed(1)} ms, ratio ${ratio.toFixed(2)}${verdict}`,
      );
    }
  }
} finally {
  rmSync(home, {recursive: true, force: true});
}
