import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {linkMainRequests} from '../../../lib/core/metrics/link-main-requests.ts';
import {priceRewriting} from '../../../lib/core/metrics/price-rewriting.ts';
import {costOf, noTokens, type Tokens} from '../../../lib/core/metrics/tokens.ts';
import {findPrices} from '../../../lib/core/pricing/find-prices.ts';
import type {Prices} from '../../../lib/core/pricing/price-table.ts';

const base = 'claude-opus-5-5';
const models = [base, 'claude-sonnet-5-5', 'claude-haiku-5-5'];
const lifetimeMs = 5 * 60_000;

/** What happens to a conversation, wherever it runs. */
interface Happening {
  model: string;
  /** Since the one before it. */
  pauseMs: number;
  added: number;
  output: number;
}

const happening = fc.record({
  model: fc.constantFrom(...models),
  pauseMs: fc.integer({min: 0, max: 2 * lifetimeMs}),
  added: fc.nat(20_000),
  output: fc.nat(5_000),
});

/** It starts on the base model and comes back to it, soon enough to find what is left there. */
const conversation = fc
  .array(happening, {maxLength: 12})
  .map((middle): Happening[] => [
    {model: base, pauseMs: 0, added: 100_000, output: 100},
    ...middle,
    {model: base, pauseMs: 1_000, added: 10, output: 10},
  ]);

/** The requests of a conversation, with caches that live as the client's do. */
function run(happenings: readonly Happening[]) {
  const caches = new Map<string, {held: number; at: number}>();
  let now = 0;
  let held = 0;
  return happenings.map(({model, pauseMs, added, output}) => {
    now += pauseMs;
    const cache = caches.get(model);
    const cacheRead = cache !== undefined && now - cache.at <= lifetimeMs ? cache.held : 0;
    const context = held + added;
    const tokens: Tokens = {...noTokens, cacheRead, cacheWrite5m: context - cacheRead, output};
    caches.set(model, {held: context, at: now});
    held = context + output;
    return {model, tokens, at: now};
  });
}

function costAll(requests: readonly {model: string; tokens: Tokens}[], on?: string): number {
  return requests.reduce(
    (total, {model, tokens}) => total + costOf(tokens, findPrices(on ?? model) as Prices),
    0,
  );
}

/** The saving as the report tells it, and as it would have been. */
function compare(happenings: readonly Happening[]) {
  const requests = run(happenings);
  const {least, most} = priceRewriting([...linkMainRequests(requests).values()].slice(1), {
    prices: findPrices(base) as Prices,
    is: (model) => model === base,
  });
  const atBase = costAll(requests, base);
  const paid = costAll(requests);
  const stayed = costAll(run(happenings.map((each) => ({...each, model: base}))));
  return {low: atBase - most - paid, high: atBase - least - paid, real: stayed - paid};
}

test('law: low is what a session that stays would have cost, and high is never below it', () => {
  fc.assert(
    fc.property(conversation, (happenings) => {
      const {low, high, real} = compare(happenings);
      expect(low).toBeCloseTo(real, 9);
      expect(high).toBeGreaterThanOrEqual(low - 1e-9);
    }),
  );
});

test('law: high is the same where the base model finds on its way back what it left', () => {
  const soon = conversation.map((happenings) =>
    happenings.map((each) => ({
      ...each,
      model: each.model === base ? base : 'claude-haiku-5-5',
      pauseMs: each.pauseMs / 100,
    })),
  );
  fc.assert(
    fc.property(soon, (happenings) => {
      const {low, high} = compare(happenings);
      expect(high).toBeCloseTo(low, 9);
    }),
  );
});

describe('a way back', () => {
  const prices = findPrices(base) as Prices;
  const start = [
    {model: base, tokens: {...noTokens, cacheWrite5m: 100_000}, at: 0},
    {model: 'claude-haiku-5-5', tokens: {...noTokens, cacheWrite5m: 100_000}, at: 1},
  ];
  const written = 0.48;

  function goBack(tokens: Partial<Tokens>, at: number) {
    const back = {model: base, tokens: {...noTokens, ...tokens}, at};
    const [, moved, last] = linkMainRequests([...start, back]).values();
    return priceRewriting(moved === undefined ? [] : [moved], {
      prices,
      is: (model) => model === last?.model,
    });
  }

  test('that is late tells nothing of the cache that was left', () => {
    const {least, most} = goBack({cacheRead: 12_000, cacheWrite5m: 90_000}, lifetimeMs + 2);
    expect(least).toBe(0);
    expect(most).toBeCloseTo(written, 10);
  });

  test('after a compaction may have written only what is new', () => {
    const {least, most} = goBack({cacheWrite5m: 20_000}, 2);
    expect(least).toBe(0);
    expect(most).toBeCloseTo(written + 0.096, 10);
  });

  test('that finds a part of what was left shows that this part was there', () => {
    const {least, most} = goBack({cacheRead: 25_000, cacheWrite5m: 80_000}, 2);
    expect(least).toBeCloseTo(written / 4 + 0.36, 10);
    expect(most).toBeCloseTo(written + 0.36, 10);
  });
});

test('a conversation that never leaves the base model wrote nothing because of it', () => {
  const requests = run([
    {model: base, pauseMs: 0, added: 100_000, output: 1},
    {model: base, pauseMs: 2 * lifetimeMs, added: 1, output: 1},
  ]);
  const links = [...linkMainRequests(requests).values()];
  const prices = findPrices(base) as Prices;
  expect(priceRewriting(links, {prices, is: () => true})).toEqual({least: 0, most: 0});
});
