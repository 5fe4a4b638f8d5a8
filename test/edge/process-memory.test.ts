import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {expect, onTestFinished, test, vi} from 'vitest';
import {endMarked, listMarked} from '../../lib/edge/process-group.ts';
import {readMemory} from '../../lib/edge/process-memory.ts';

vi.setConfig({testTimeout: 60_000});

const megabyte = 1024 * 1024;

test('the memory of all that was started counts, in whichever group, and of nothing else', async () => {
  const hold = `const b = Buffer.alloc(80 * ${megabyte}, 1); console.log("ready"); setTimeout(() => b, 1e6)`;
  // As the client starts its commands: each leads a group of its own.
  const program = `require("node:child_process").spawn(process.execPath, ["-e", ${JSON.stringify(hold)}], {stdio: "inherit", detached: true}); ${hold}`;
  const mark = `memory-${Math.random()}`;
  const child = spawn(process.execPath, ['-e', program], {
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {...process.env, TIERWISE_ATTEMPT: mark},
  });
  onTestFinished(() => endMarked('TIERWISE_ATTEMPT', mark));
  let text = '';
  while (text.match(/ready/g)?.length !== 2) {
    const [chunk] = await once(child.stdout, 'data');
    text += String(chunk);
  }
  const bytes = readMemory(listMarked('TIERWISE_ATTEMPT', mark));
  expect(bytes).toBeGreaterThan(160 * megabyte);
  expect(bytes).toBeLessThan(600 * megabyte);
});

test('a process that is not there holds nothing', () => {
  expect(readMemory([99_999_999])).toBe(0);
});
