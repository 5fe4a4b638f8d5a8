import {join} from 'node:path';
import {expect, test} from 'vitest';
import {keepValue, readKeptValue} from '../../lib/edge/kept-value.ts';
import {modeOf, put, temporaryFolder} from './temporary-folder.ts';

test('a value is kept for a process that comes later', async () => {
  const path = join(temporaryFolder(), 'value.json');
  await keepValue(path, {steps: [1, 'two', null]});
  expect(readKeptValue(path)).toEqual({steps: [1, 'two', null]});
  await keepValue(path, 'another');
  expect(readKeptValue(path)).toBe('another');
  expect(modeOf(path)).toBe('600');
});

test('none, and half of one, are none', () => {
  expect(readKeptValue('/nowhere/value.json')).toBeUndefined();
  expect(
    readKeptValue(put(join(temporaryFolder(), 'value.json'), '{"steps": [1,')),
  ).toBeUndefined();
});
