import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test, vi} from 'vitest';
import {closed} from '../../lib/core/run/breaker.ts';
import {changeBreaker, readBreakers} from '../../lib/edge/breaker-file.ts';
import {bundleProgram} from '../processes/bundle-program.ts';
import {modeOf, put, temporaryFolder} from './temporary-folder.ts';

vi.setConfig({testTimeout: 60_000});

const newFile = () => join(temporaryFolder(), 'state', 'breakers.json');
const open = {
  state: 'open',
  failures: 5,
  reason: 'bad',
  until: '2026-01-01T00:00:00.000Z',
} as const;

test('each tier has its own, and the file is the user’s alone', async () => {
  const file = newFile();
  expect(readBreakers(file)).toEqual({});
  expect(await changeBreaker(file, 'haiku', () => open)).toEqual({ok: true, value: open});
  await changeBreaker(file, 'opus', () => ({...closed, failures: 1}));
  expect(readBreakers(file)).toEqual({haiku: open, opus: {...closed, failures: 1}});
  expect(modeOf(file)).toBe('600');
});

test('what does not change writes nothing', async () => {
  const file = newFile();
  expect(await changeBreaker(file, 'haiku', (breaker) => breaker)).toEqual({
    ok: true,
    value: closed,
  });
  expect(() => readFileSync(file)).toThrow('ENOENT');
});

test.each(['', '{"haiku":', '{"haiku":{"state":"ajar"}}', '[]'])(
  'a file that cannot be understood counts as none, and is replaced: %s',
  async (text) => {
    const file = put(newFile(), text);
    expect(readBreakers(file)).toEqual({});
    await changeBreaker(file, 'haiku', () => open);
    expect(readBreakers(file)).toEqual({haiku: open});
  },
);

test('no failure of several processes is lost', async () => {
  const file = newFile();
  const program = await bundleProgram('count-failures', temporaryFolder());
  const counters = Array.from({length: 5}, () =>
    spawn(process.execPath, [program, file], {stdio: 'inherit'}),
  );
  await Promise.all(counters.map((counter) => once(counter, 'exit')));
  expect(readBreakers(file).haiku?.failures).toBe(100);
});
