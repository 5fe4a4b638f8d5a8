import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {expect, onTestFinished, test, vi} from 'vitest';
import {readGroupMemory} from '../../lib/edge/group-memory.ts';

vi.setConfig({testTimeout: 60_000});

const megabyte = 1024 * 1024;

test('the memory of all processes of a group counts, and of no other', async () => {
  const hold = `const b = Buffer.alloc(80 * ${megabyte}, 1); console.log("ready"); setTimeout(() => b, 1e6)`;
  // The second one is a child of the first, in the same group.
  const program = `require("node:child_process").spawn(process.execPath, ["-e", ${JSON.stringify(hold)}], {stdio: "inherit"}); ${hold}`;
  const child = spawn(process.execPath, ['-e', program], {
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void process.kill(-Number(child.pid), 'SIGKILL'));
  let text = '';
  while (text.match(/ready/g)?.length !== 2) {
    const [chunk] = await once(child.stdout, 'data');
    text += String(chunk);
  }
  const bytes = readGroupMemory(Number(child.pid));
  expect(bytes).toBeGreaterThan(160 * megabyte);
  expect(bytes).toBeLessThan(600 * megabyte);
});

test('a group that is not there holds nothing', () => {
  expect(readGroupMemory(99_999_999)).toBe(0);
});
