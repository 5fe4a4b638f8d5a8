import fc from 'fast-check';
import {expect, test} from 'vitest';
import {wilsonInterval} from '../../../lib/core/metrics/wilson-interval.ts';

test.each([
  [3, 3, 0.4385, 1],
  [0, 10, 0, 0.278],
  [50, 100, 0.404, 0.596],
])('%i of %i', (successes, total, low, high) => {
  expect(wilsonInterval(successes, total)?.low).toBeCloseTo(low, 3);
  expect(wilsonInterval(successes, total)?.high).toBeCloseTo(high, 3);
});

test('nothing counted tells nothing', () => {
  expect(wilsonInterval(0, 0)).toBeUndefined();
});

test('law: the share lies within, and more turns make it no wider', () => {
  fc.assert(
    fc.property(fc.integer({min: 1, max: 500}), fc.nat(500), (total, part) => {
      const successes = part % (total + 1);
      const {low, high} = wilsonInterval(successes, total) as {low: number; high: number};
      const more = wilsonInterval(10 * successes, 10 * total) as {low: number; high: number};
      const share = successes / total;
      expect(low).toBeLessThanOrEqual(share + 1e-12);
      expect(high).toBeGreaterThanOrEqual(share - 1e-12);
      expect(more.high - more.low).toBeLessThanOrEqual(high - low + 1e-12);
    }),
  );
});
