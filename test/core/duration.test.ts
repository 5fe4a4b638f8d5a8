import fc from 'fast-check';
import {expect, it} from 'vitest';
import {parseDuration, writeDuration} from '../../lib/core/duration.ts';

it.each([
  ['250ms', 250],
  ['90s', 90_000],
  ['5m', 300_000],
  ['1h30m', 5_400_000],
  ['1m30s500ms', 90_500],
  ['168h', 604_800_000],
])('%s', (text, ms) => {
  expect(parseDuration(text)).toBe(ms);
});

it.each(['', '5', '5 m', '1.5h', '-5s', '0s', '169h', '30s5m', '5min', '9'.repeat(50), '1e3s'])(
  'refuses "%s"',
  (text) => {
    expect(parseDuration(text)).toBeUndefined();
  },
);

it('reads what it writes, to the second', () => {
  fc.assert(
    fc.property(fc.integer({min: 1, max: 600_000}), (seconds) => {
      expect(parseDuration(writeDuration(seconds * 1000))).toBe(seconds * 1000);
    }),
  );
});
