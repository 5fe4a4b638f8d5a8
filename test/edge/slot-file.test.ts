import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, onTestFinished, test, vi} from 'vitest';
import {identifyProcess, identifySelf} from '../../lib/edge/process-identity.ts';
import {freeSlot, takeSlot} from '../../lib/edge/slot-file.ts';
import {bundleProgram} from '../processes/bundle-program.ts';
import {put, temporaryFolder} from './temporary-folder.ts';

vi.setConfig({testTimeout: 60_000});

const newFile = () => join(temporaryFolder(), 'state', 'slots.json');
const self = identifySelf();
const granted = {ok: true, value: true};
const refused = {ok: true, value: false};

test('so many and no more; one that is given back can be taken', async () => {
  const file = newFile();
  expect(await takeSlot(file, self, 2)).toEqual(granted);
  expect(await takeSlot(file, self, 2)).toEqual(granted);
  expect(await takeSlot(file, self, 2)).toEqual(refused);
  await freeSlot(file, self);
  expect(await takeSlot(file, self, 2)).toEqual(granted);
});

test('a place of a process that was killed is free', async () => {
  const file = newFile();
  const child = spawn('sleep', ['1000']);
  onTestFinished(() => void child.kill('SIGKILL'));
  const other = identifyProcess(Number(child.pid)) ?? self;
  expect(await takeSlot(file, other, 1)).toEqual(granted);
  expect(await takeSlot(file, self, 1)).toEqual(refused);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(await takeSlot(file, self, 1)).toEqual(granted);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual([self]);
});

test('giving back what one does not have takes nothing from others', async () => {
  const file = newFile();
  await takeSlot(file, self, 4);
  await freeSlot(file, {pid: 1, started: 'x'});
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual([self]);
});

test('a file that cannot be understood counts as empty', async () => {
  const file = put(newFile(), '[{"pid": "one"}]');
  expect(await takeSlot(file, self, 1)).toEqual(granted);
});

test('processes that come and go never have more places than there are', async () => {
  const file = newFile();
  const program = await bundleProgram('take-slots', temporaryFolder());
  const log = join(temporaryFolder(), 'log');
  const takers = Array.from({length: 6}, () =>
    spawn(process.execPath, [program, file, log], {stdio: 'inherit'}),
  );
  onTestFinished(() => takers.forEach((taker) => void taker.kill('SIGKILL')));
  await Promise.all(takers.map((taker) => once(taker, 'exit')));
  let held = 0;
  let most = 0;
  for (const line of readFileSync(log, 'utf8').trim().split('\n')) {
    held += line === 'took' ? 1 : -1;
    most = Math.max(most, held);
  }
  expect(readFileSync(log, 'utf8').match(/took/g)).toHaveLength(60);
  expect(held).toBe(0);
  expect(most).toBeLessThanOrEqual(2);
});
