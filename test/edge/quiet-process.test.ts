import {expect, test} from 'vitest';
import {runQuietly} from '../../lib/edge/quiet-process.ts';
import {temporaryFolder} from './temporary-folder.ts';

const node = process.execPath;
const limits = {environment: {}, timeoutMs: 20_000};

test('a program gets its input, its folder and its environment, and nothing else', async () => {
  const folder = temporaryFolder();
  const script =
    'process.stdin.on("data", (d) => console.log(String(d), process.cwd(), JSON.stringify(process.env)))';
  const run = await runQuietly([node, '-e', script], {
    ...limits,
    folder,
    environment: {A: '1'},
    input: 'hello',
  });
  expect(run).toMatchObject({exitCode: 0, trouble: undefined});
  expect(run.stdout).toMatch(/^hello /);
  expect(run.stdout).toContain(folder);
  expect(run.stdout).toMatch(/\{"A":"1"[^,]*\}$/);
});

test('an exit code is told, also of one that never reads its input', async () => {
  const run = await runQuietly([node, '-e', 'process.exit(3)'], {
    ...limits,
    input: 'x'.repeat(1_000_000),
  });
  expect(run).toMatchObject({exitCode: 3, trouble: undefined});
});

test('what cannot be started, or hangs, is told', async () => {
  expect(await runQuietly(['/nowhere/node'], limits)).toMatchObject({trouble: 'missing'});
  expect(await runQuietly([import.meta.dirname], limits)).toMatchObject({trouble: 'not allowed'});
  const hanging = [node, '-e', 'setInterval(() => undefined, 1000)'];
  expect(await runQuietly(hanging, {environment: {}, timeoutMs: 300})).toMatchObject({
    trouble: 'no answer in time',
  });
});
