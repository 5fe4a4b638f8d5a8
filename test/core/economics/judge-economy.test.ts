import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {describeEconomy} from '../../../lib/core/economics/describe-economy.ts';
import {type EconomyQuestion, judgeEconomy} from '../../../lib/core/economics/judge-economy.ts';
import {priceDelegation} from '../../../lib/core/economics/price-delegation.ts';
import {priceMove} from '../../../lib/core/economics/price-move.ts';
import {kinds} from '../../../lib/core/routing/kind.ts';

function question(changes: Partial<EconomyQuestion> = {}): EconomyQuestion {
  return {
    kind: 'run',
    baseModel: 'claude-opus-5-5',
    target: 'haiku',
    cache: {context: 30_000, isWarm: true, lifetime: '5m'},
    client: '2.1.330',
    prices: {},
    ...changes,
  };
}

function warm(context: number): EconomyQuestion['cache'] {
  return {context, isWarm: true, lifetime: '5m'};
}

const older = {client: '2.1.197', baseModel: 'claude-opus-4-8'};

describe('a move of the main thread', () => {
  it.each([
    ['small work to haiku', {}, true],
    ['small work to haiku in a large warm conversation', {cache: warm(500_000)}, true],
    [
      'a feature to sonnet early in a session',
      {kind: 'feature', target: 'sonnet', cache: warm(5_000)},
      true,
    ],
    ['the same late in it', {kind: 'feature', target: 'sonnet', cache: warm(150_000)}, false],
    ['one question to sonnet', {kind: 'question', target: 'sonnet', cache: warm(50_000)}, false],
    [
      'the same when the cache is cold anyway',
      {
        kind: 'question',
        target: 'sonnet',
        cache: {context: 50_000, isWarm: false, lifetime: '5m'},
      },
      true,
    ],
    ['sonnet to sonnet', {baseModel: 'claude-sonnet-5-5', target: 'sonnet'}, false],
    ['up', {baseModel: 'claude-haiku-5-5', target: 'opus'}, false],
  ] as [string, Partial<EconomyQuestion>, boolean][])('%s', (_, changes, pays) => {
    expect(judgeEconomy(priceMove, question(changes))?.pays).toBe(pays);
  });

  it('is not judged where a price is not known', () => {
    expect(judgeEconomy(priceMove, question({baseModel: 'some-model'}))).toBeUndefined();
    expect(judgeEconomy(priceMove, question({target: 'some-model'}))).toBeUndefined();
  });

  it("takes a user's own prices", () => {
    const dear = {input: 9, output: 99, cacheRead: 9, cacheWrite5m: 9, cacheWrite1h: 9};
    const prices = {'claude-haiku-*': dear};
    expect(judgeEconomy(priceMove, question({prices}))?.pays).toBe(false);
  });

  const cases = fc.record({
    kind: fc.constantFrom(...kinds),
    target: fc.constantFrom('haiku', 'sonnet'),
    context: fc.integer({min: 0, max: 700_000}),
    lifetime: fc.constantFrom('5m' as const, '1h' as const),
  });

  it('never pays less in a cold conversation than in a warm one', () => {
    fc.assert(
      fc.property(cases, ({kind, target, context, lifetime}) => {
        const saving = (isWarm: boolean) =>
          judgeEconomy(priceMove, question({kind, target, cache: {context, isWarm, lifetime}}))
            ?.saving as number;
        expect(saving(false)).toBeGreaterThanOrEqual(saving(true) - 1e-9);
      }),
    );
  });

  it('pays exactly when the lines say so', () => {
    fc.assert(
      fc.property(cases, ({kind, target, context, lifetime}) => {
        const economy = judgeEconomy(
          priceMove,
          question({kind, target, cache: {context, isWarm: true, lifetime}}),
        );
        const sum = (costs: readonly {usd: number}[] = []) =>
          costs.reduce((total, {usd}) => total + usd, 0);
        expect(economy?.saving).toBeCloseTo(sum(economy?.stay) - sum(economy?.move), 9);
        expect(economy?.pays).toBe((economy?.saving ?? 0) > 0);
      }),
    );
  });
});

describe('a delegation', () => {
  it.each([
    ['a test run, as the first prompt of a session', {cache: warm(12_000)}, true],
    ['the same on an older client', {...older, cache: warm(19_000)}, true],
    ['a feature to sonnet', {kind: 'feature', target: 'sonnet', cache: warm(12_000)}, true],
    ['the same on an older client', {...older, kind: 'feature', target: 'sonnet'}, true],
    ['one short question to sonnet', {kind: 'question', target: 'sonnet'}, false],
    ['one short question on an older client', {...older, kind: 'question'}, false],
    ['a git step to sonnet early on', {kind: 'git', target: 'sonnet', cache: warm(12_000)}, false],
    ['the same late', {kind: 'git', target: 'sonnet', cache: warm(150_000)}, true],
    ['a word of thanks', {kind: 'chat', cache: warm(20_000)}, false],
  ] as [string, Partial<EconomyQuestion>, boolean][])('%s', (_, changes, pays) => {
    expect(judgeEconomy(priceDelegation, question(changes))?.pays).toBe(pays);
  });

  const cases = fc.record({
    kind: fc.constantFrom(...kinds.filter((kind) => kind !== 'chat')),
    target: fc.constantFrom('haiku', 'sonnet'),
    context: fc.integer({min: 0, max: 700_000}),
    lifetime: fc.constantFrom('5m' as const, '1h' as const),
  });
  const savingOf = ({context, lifetime, isWarm = true, ...rest}: {isWarm?: boolean} & Case) =>
    judgeEconomy(priceDelegation, question({...rest, cache: {context, isWarm, lifetime}}))
      ?.saving as number;

  it('saves the same whether the cache is warm or cold: the main thread reads it either way', () => {
    fc.assert(
      fc.property(cases, (each) => {
        expect(savingOf({...each, isWarm: false})).toBeCloseTo(savingOf(each), 9);
      }),
    );
  });

  it('never saves less in a larger conversation, so that an unknown size may count as the smallest', () => {
    fc.assert(
      fc.property(cases, fc.nat(100_000), (each, more) => {
        const larger = savingOf({...each, context: each.context + more});
        expect(larger).toBeGreaterThanOrEqual(savingOf(each) - 1e-9);
      }),
    );
  });
});

type Case = {
  kind: EconomyQuestion['kind'];
  target: string;
  context: number;
  lifetime: '5m' | '1h';
};

it('is told line by line', () => {
  const economy = judgeEconomy(priceMove, question());
  const lines = economy === undefined ? [] : describeEconomy(economy);
  expect(lines[0]).toBe('stay:');
  expect(lines).toContain('move:');
  expect(lines.at(-1)).toMatch(/^the move saves \$0\.\d{4}$/);
});
