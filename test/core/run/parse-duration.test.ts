import {expect, it} from 'vitest';
import {parseDuration} from '../../../lib/core/run/parse-duration.ts';

it.each([
  ['300ms', 300],
  ['3s', 3000],
  ['5m', 300_000],
  ['2h', 7_200_000],
  [' 1s ', 1000],
  ['0s', undefined],
  ['5', undefined],
  ['', undefined],
  ['1d', undefined],
  ['-1s', undefined],
  ['1e3s', undefined],
  ['9999999h', undefined],
])('%j is %s ms', (text, ms) => {
  expect(parseDuration(text)).toBe(ms);
});
