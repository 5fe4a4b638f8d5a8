import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {expect, it, test, vi} from 'vitest';
import {runVerify, type VerifyOrder} from '../../lib/edge/verify-process.ts';
import {modeOf, put, temporaryFolder} from './temporary-folder.ts';

vi.setConfig({testTimeout: 60_000});

function verify(command: string, options: Partial<VerifyOrder> = {}) {
  const folder = temporaryFolder();
  return runVerify({
    command,
    cwd: folder,
    timeoutMs: 30_000,
    outputFile: join(folder, 'verify.log'),
    environment: {PATH: process.env.PATH},
    ...options,
  });
}

/** Processes whose command line has this text in it. */
async function isRunning(pid: number): Promise<boolean> {
  try {
    // A zombie has ended; only nobody has asked about it yet.
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

it('passes with exit code 0, and gives output and errors in order', async () => {
  const outcome = await verify('echo one; echo two >&2; pwd');
  const cwd = outcome.outputFile.replace('/verify.log', '');
  expect(outcome).toMatchObject({outcome: 'passed', isCut: false});
  expect(outcome.tail.split('\n').toSorted()).toEqual(['', cwd, 'one', 'two']);
  expect(readFileSync(outcome.outputFile, 'utf8')).toBe(outcome.tail);
  expect(modeOf(outcome.outputFile)).toBe('600');
});

it("runs the person's text as it is, by sh", async () => {
  const {tail} = await verify(`x='a b'; printf '%s|' "$x" $x "\${0##*/}"; [ -n "$x" ] && echo yes`);
  expect(tail).toBe('a b|a|b|sh|yes\n');
});

test.each([
  ['exit 3', {outcome: 'failed', exitCode: 3}],
  ['nothing-of-that-name', {outcome: 'failed', exitCode: 127}],
  ['kill -9 $$', {outcome: 'killed', signal: 'SIGKILL'}],
  ['kill -11 $$', {outcome: 'killed', signal: 'SIGSEGV'}],
])('%s', async (command, end) => {
  expect(await verify(command)).toMatchObject(end);
});

it('has no input, and no keys', async () => {
  const {tail} = await verify('cat; echo "end $ANTHROPIC_API_KEY$GITHUB_TOKEN$HOME"', {
    environment: {
      PATH: process.env.PATH,
      ANTHROPIC_API_KEY: 'k',
      GITHUB_TOKEN: 't',
      HOME: '/h',
    },
  });
  expect(tail).toBe('end /h\n');
});

it('keeps the first of the output in the file, and the last in the answer', async () => {
  const outcome = await verify('i=0; while [ $i -lt 3000 ]; do echo "line $i"; i=$((i+1)); done', {
    capBytes: 1000,
  });
  const kept = readFileSync(outcome.outputFile, 'utf8');
  expect(outcome.isCut).toBe(true);
  expect(outcome.outputBytes).toBe(kept.length > 1000 ? 28_890 : 0);
  expect(kept).toMatch(/^line 0\nline 1\n[\s\S]*\[tierwise: 27890 more bytes were not kept\]\n$/);
  expect(outcome.tail).toHaveLength(8192);
  expect(outcome.tail).toMatch(/line 2999\n$/);
});

it('does not cut a character of the tail in half', async () => {
  const {tail} = await verify(`printf '€%.0s' $(seq 4000)`);
  expect(tail).toMatch(/^€+$/);
});

it('is ended after its time, with all that it started', async () => {
  const folder = temporaryFolder();
  const pids = join(folder, 'pids');
  const outcome = await verify(
    `trap '' TERM; (trap '' TERM; sleep 1000) & echo $! $$ >${pids}; while :; do sleep 1; done`,
    {timeoutMs: 1500, graceMs: 200},
  );
  expect(outcome).toMatchObject({outcome: 'timed-out', timeoutMs: 1500});
  for (const pid of readFileSync(pids, 'utf8').trim().split(' ').map(Number)) {
    expect(await isRunning(pid)).toBe(false);
  }
});

it('gets time to tidy up when it is asked to end', async () => {
  const folder = temporaryFolder();
  const control = new AbortController();
  const tidied = join(folder, 'tidied');
  const ready = join(folder, 'ready');
  const run = verify(
    `trap 'sleep 0.3; touch ${tidied}; exit 1' TERM; touch ${ready}; while :; do sleep 0.1; done`,
    {signal: control.signal, graceMs: 20_000},
  );
  await vi.waitUntil(() => existsSync(ready), {timeout: 30_000});
  control.abort();
  expect(await run).toMatchObject({outcome: 'aborted'});
  expect(existsSync(tidied)).toBe(true);
});

it('that was stopped before it began never begins', async () => {
  const folder = temporaryFolder();
  const outcome = await verify(`touch ${folder}/ran`, {signal: AbortSignal.abort()});
  expect(outcome).toMatchObject({outcome: 'aborted', outputBytes: 0});
  expect(existsSync(join(folder, 'ran'))).toBe(false);
});

it('leaves nothing in the background when it passes, nor what left its group', async () => {
  const folder = temporaryFolder();
  const pids = join(folder, 'pids');
  const outcome = await verify(
    `sleep 1000 & echo $! >>${pids}
     setsid sh -c 'echo $$ >>${pids}; exec sleep 1000' &
     while [ "$(wc -l <${pids})" -lt 2 ]; do sleep 0.05; done`,
  );
  expect(outcome.outcome).toBe('passed');
  const [inGroup = 0, escaped = 0] = readFileSync(pids, 'utf8').trim().split('\n').map(Number);
  expect(await isRunning(inGroup)).toBe(false);
  // Found by its environment, which only Linux shows.
  expect(await isRunning(escaped)).toBe(process.platform !== 'linux');
});

it('begins after its pid was noted, and never when noting fails', async () => {
  const folder = temporaryFolder();
  const ran = join(folder, 'ran');
  let pid = 0;
  let hadBegun: boolean | undefined;
  await verify(`echo $$ >${ran}`, {
    onPid: async (its) => {
      pid = its;
      await new Promise((resolve) => setTimeout(resolve, 300));
      hadBegun = existsSync(ran);
    },
  });
  expect(hadBegun).toBe(false);
  expect(Number(readFileSync(ran, 'utf8'))).toBe(pid);

  const never = join(folder, 'never');
  const onPid = () => Promise.reject(new Error('disk full'));
  await expect(verify(`touch ${never}`, {onPid})).rejects.toThrow('disk full');
  expect(existsSync(never)).toBe(false);
});

it('never begins when we are killed before its pid was noted', async () => {
  const folder = temporaryFolder();
  const module = fileURLToPath(new URL('../../lib/edge/verify-process.ts', import.meta.url));
  const program = put(
    join(folder, 'program.mts'),
    `import {runVerify} from ${JSON.stringify(module)};
     await runVerify({
       command: 'touch ran', cwd: ${JSON.stringify(folder)}, timeoutMs: 60000,
       outputFile: ${JSON.stringify(join(folder, 'log'))}, environment: process.env,
       onPid: (pid) => { console.log(pid); process.kill(process.pid, 'SIGKILL'); },
     });`,
  );
  const child = spawn(process.execPath, ['--import', 'tsx', program], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [chunk] = await once(child.stdout, 'data');
  const pid = Number(String(chunk));
  expect(pid).toBeGreaterThan(1);
  await vi.waitUntil(async () => !(await isRunning(pid)), {timeout: 30_000});
  expect(existsSync(join(folder, 'ran'))).toBe(false);
});

it('says so when it cannot be started', async () => {
  expect(await verify('true', {cwd: '/nowhere'})).toMatchObject({
    outcome: 'not-started',
    reason: 'ENOENT',
  });
});
