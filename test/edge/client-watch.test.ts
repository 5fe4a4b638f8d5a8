import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, onTestFinished, test, vi} from 'vitest';
import {startClient} from '../../lib/edge/client-attempt.ts';
import {type Watch, watchClient} from '../../lib/edge/client-watch.ts';
import {isRunning} from '../../lib/edge/process-identity.ts';
import {openTail} from '../../lib/edge/stream-tail.ts';
import {eventually, fakeClient, marked} from '../fake-client.ts';
import {modeOf, put, temporaryFolder} from './temporary-folder.ts';

vi.setConfig({testTimeout: 60_000});

/** Starts a fake client as an attempt does. */
async function start(script: string) {
  const folder = temporaryFolder();
  const client = fakeClient(script);
  const mark = {name: 'TIERWISE_ATTEMPT', value: `test-${Math.random()}/main/1`};
  const streamFile = join(folder, 'stream.jsonl');
  const order = {
    program: join(client.path.split(':')[0] ?? '', 'claude'),
    args: ['-p', '--model', 'haiku'],
    environment: {PATH: client.path, [mark.name]: mark.value},
    folder,
    streamFile,
    errorFile: join(folder, 'stderr.txt'),
  };
  const started = await startClient(order);
  if ('reason' in started) {
    throw new Error(started.reason);
  }
  const tail = openTail(streamFile);
  const left = () => marked(`${mark.name}=${mark.value}`);
  onTestFinished(() => {
    tail.close();
    for (const pid of left()) {
      process.kill(pid, 'SIGKILL');
    }
  });
  const lines: string[] = [];
  const stop = new AbortController();
  const watch = (limits: Partial<Watch> = {}) =>
    watchClient({
      ...started,
      tail,
      use: (line) => line !== undefined && lines.push(line),
      timeoutMs: 60_000,
      maxOutputBytes: 1e9,
      maxMemoryBytes: 1e12,
      signal: stop.signal,
      mark,
      ...limits,
    });
  return {...started, client, folder, streamFile, lines, left, stop, watch};
}

test('it does nothing before it is told its prompt, and its output is for the user alone', async () => {
  const bed = await start('echo one; echo trouble >&2; printf two; exit 3');
  expect(isRunning(bed.process)).toBe(true);
  expect(bed.client.calls()).toEqual([]);
  bed.tell('the prompt\nof two lines');
  expect(await bed.watch()).toEqual({by: 'itself', exitCode: 3, signal: null});
  expect(bed.client.calls()[0]?.prompt).toBe('the prompt\nof two lines');
  // A last line without its end counts, too.
  expect(bed.lines).toEqual(['one', 'two']);
  expect(readFileSync(join(bed.folder, 'stderr.txt'), 'utf8')).toBe('trouble\n');
  expect([modeOf(bed.streamFile), modeOf(join(bed.folder, 'stderr.txt'))]).toEqual(['600', '600']);
});

test('one that is killed from outside says by what', async () => {
  const bed = await start('kill -9 $$');
  bed.tell('x');
  expect(await bed.watch()).toEqual({by: 'itself', exitCode: null, signal: 'SIGKILL'});
});

test('what it leaves in its group goes when it ends', async () => {
  const bed = await start('sleep 1000 & echo done');
  bed.tell('x');
  expect(await bed.watch()).toMatchObject({by: 'itself', exitCode: 0});
  await eventually(() => bed.left().length === 0);
});

test('what it leaves in a group of its own goes as well', async () => {
  const bed = await start('setsid sleep 1000 & echo done');
  bed.tell('x');
  expect(await bed.watch()).toMatchObject({by: 'itself', exitCode: 0});
  await eventually(() => bed.left().length === 0);
});

test('after its time it is ended, with a grandchild in a session of its own that ignores all', async () => {
  const bed = await start(
    `trap '' INT TERM; setsid sh -c 'trap "" INT TERM HUP; while :; do sleep 1; done' & while :; do sleep 1; done`,
  );
  bed.tell('x');
  await eventually(() => bed.left().length >= 3);
  expect(await bed.watch({timeoutMs: 50})).toEqual({by: 'timeout', timeoutMs: 50});
  await eventually(() => bed.left().length === 0);
});

test('one that is asked to end may still write its result', async () => {
  const bed = await start(
    `trap 'echo result; exit 0' INT; reached work; while :; do sleep 0.05; done`,
  );
  bed.tell('x');
  await bed.client.reached('work');
  bed.stop.abort();
  expect(await bed.watch()).toEqual({by: 'person'});
  expect(bed.lines).toEqual(['result']);
});

test('one that prints without end is ended', async () => {
  const bed = await start('while :; do echo "line after line after line"; done');
  bed.tell('x');
  expect(await bed.watch({maxOutputBytes: 10_000})).toEqual({
    by: 'limit',
    what: 'output',
    limitBytes: 10_000,
  });
  expect(bed.left()).toEqual([]);
});

test('one that takes too much memory is ended, what it started counted in', async () => {
  const bed = await start('sleep 1000 & sleep 1000');
  bed.tell('x');
  expect(await bed.watch({maxMemoryBytes: 1000})).toEqual({
    by: 'limit',
    what: 'memory',
    limitBytes: 1000,
  });
  await eventually(() => bed.left().length === 0);
});

test('a client of an earlier process is watched to its end', async () => {
  const bed = await start('reached work; wait_for end; echo late');
  bed.tell('x');
  await bed.client.reached('work');
  const {ended: _, ...known} = bed;
  const watching = watchClient({
    process: known.process,
    tail: openTail(bed.streamFile),
    use: (line) => line !== undefined && bed.lines.push(line),
    timeoutMs: 60_000,
    maxOutputBytes: 1e9,
    maxMemoryBytes: 1e12,
    signal: bed.stop.signal,
    mark: {name: 'TIERWISE_ATTEMPT', value: 'none'},
  });
  bed.client.go('end');
  expect(await watching).toEqual({by: 'itself', exitCode: null, signal: null});
  expect(bed.lines).toEqual(['late']);
});

test('a program that cannot be started says why', async () => {
  const folder = temporaryFolder();
  const order = {
    args: [],
    environment: {},
    folder,
    streamFile: join(folder, 'stream'),
    errorFile: join(folder, 'errors'),
  };
  expect(await startClient({...order, program: '/nowhere/claude'})).toEqual({reason: 'ENOENT'});
  const program = put(join(folder, 'claude'), 'not to be executed');
  expect(await startClient({...order, program})).toEqual({reason: 'EACCES'});
});
