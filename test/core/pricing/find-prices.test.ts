import {describe, expect, test} from 'vitest';
import {findPrices} from '../../../lib/core/pricing/find-prices.ts';
import {priceTable} from '../../../lib/core/pricing/price-table.ts';

const own = {input: 1, output: 2, cacheRead: 3, cacheWrite5m: 4, cacheWrite1h: 5};

describe('a model is found', () => {
  test.each([
    ['claude-opus-5-5', 4],
    ['claude-haiku-4-5-20251001', 1],
    ['claude-haiku-4-5@20251001', 1],
    ['us.anthropic.claude-opus-4-8-v1:0', 5],
    ['global.anthropic.claude-haiku-4-5-20251001-v1:0', 1],
    ['anthropic/claude-sonnet-5', 3],
    ['claude-sonnet-5-5[1m]', 2],
    ['Claude-Opus-5-5', 4],
    ['Opus 4.8', 5],
    ['Opus 5.5 (1M context)', 4],
    ['claude-fable-5-latest', 10],
  ])('%s', (model, input) => {
    expect(findPrices(model)?.input).toBe(input);
  });

  test.each([
    ['opus', '2.1.330', 4],
    ['opus', '2.1.400', 4],
    ['opus', '2.1.197', 5],
    ['opus', '2.1.250', 5],
    ['opus', '2.1.100', 5],
    ['opus', null, 4],
    ['sonnet[1m]', '2.1.197', 3],
    ['fable', '2.1.330', 8],
  ])('the alias %s of %s', (model, client, input) => {
    expect(findPrices(model, {client})?.input).toBe(input);
  });
});

test.each(['', 'claude-next-9', 'gpt', 'claude-opus-5', 'constructor', '__proto__', 'default'])(
  'nobody knows the price of "%s"',
  (model) => {
    expect(findPrices(model)).toBeUndefined();
  },
);

describe("a user's own prices", () => {
  test.each([
    ['claude-opus-5-5', 'claude-opus-5-5'],
    ['claude-opus-*', 'claude-opus-5-5'],
    ['*', 'claude-next-9'],
    ['Claude-Next-*', 'claude-next-9'],
    ['us.anthropic.*', 'us.anthropic.claude-opus-4-8-v1:0'],
    ['claude-opus-5-5', 'opus'],
  ])('%s is taken for %s', (pattern, model) => {
    expect(findPrices(model, {overrides: {[pattern]: own}})).toEqual(own);
  });

  test('a name wins over a pattern, a long pattern over a short one', () => {
    const overrides = {
      '*': {...own, input: 7},
      'claude-*': {...own, input: 8},
      'claude-opus-5-5': {...own, input: 9},
    };
    expect(findPrices('claude-opus-5-5', {overrides})?.input).toBe(9);
    expect(findPrices('claude-haiku-5-5', {overrides})?.input).toBe(8);
    expect(findPrices('other', {overrides})?.input).toBe(7);
  });

  test('a dot is a dot', () => {
    expect(findPrices('claude-next-9', {overrides: {'claude.next.9': own}})).toBeUndefined();
  });
});

test('the table says where each price comes from, and names every alias', () => {
  for (const {source, measuredOn, models, aliases} of priceTable) {
    expect(source).not.toBe('');
    expect(measuredOn).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(Object.keys(models).sort()).toEqual(Object.values(aliases).sort());
  }
});
