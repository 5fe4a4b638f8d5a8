import {expect, test} from 'vitest';
import {isBelow, isTier, smallerOf, tiers} from '../../lib/core/tier.ts';

test('the order of the tiers is haiku, sonnet, opus', () => {
  expect(isBelow('haiku', 'sonnet')).toBe(true);
  expect(isBelow('sonnet', 'opus')).toBe(true);
  expect(isBelow('opus', 'opus')).toBe(false);
  expect(smallerOf('opus', 'haiku')).toBe('haiku');
  expect(smallerOf('haiku', 'opus')).toBe('haiku');
});

test('only the four names are tiers', () => {
  expect(tiers.every(isTier)).toBe(true);
  expect([undefined, null, '', 'Opus', 'fable', 3, ['opus']].some(isTier)).toBe(false);
});
