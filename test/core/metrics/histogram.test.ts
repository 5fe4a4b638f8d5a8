import fc from 'fast-check';
import {expect, test} from 'vitest';
import {makeHistogram} from '../../../lib/core/metrics/histogram.ts';

test('law: a percentile is the value at its rank, exact to a tenth of a millisecond', () => {
  const tenths = fc.integer({min: 0, max: 99_999}).map((n) => n / 10);
  fc.assert(
    fc.property(
      fc.array(tenths, {minLength: 1, maxLength: 200}),
      fc.constantFrom(0.5, 0.95, 0.99, 1),
      (values, share) => {
        const histogram = makeHistogram();
        for (const value of values) histogram.add(value);
        const sorted = [...values].sort((left, right) => left - right);
        expect(histogram.percentile(share)).toBe(sorted[Math.ceil(values.length * share) - 1]);
        expect(histogram.count()).toBe(values.length);
      },
    ),
    {numRuns: 50},
  );
});

test('nothing counted has no percentile; what is off the scale counts at its ends', () => {
  const histogram = makeHistogram();
  expect(histogram.percentile(0.5)).toBeUndefined();
  histogram.add(-1);
  histogram.add(99_999);
  expect([histogram.percentile(0.5), histogram.percentile(1)]).toEqual([0, 10_000]);
});
