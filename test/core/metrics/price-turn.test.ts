import {readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {linkMainRequests} from '../../../lib/core/metrics/link-main-requests.ts';
import {priceTurn, type TurnPrice} from '../../../lib/core/metrics/price-turn.ts';
import type {AgentUse, ModelUse, TurnUse} from '../../../lib/core/metrics/session-use.ts';
import {noTokens, type Tokens} from '../../../lib/core/metrics/tokens.ts';
import type {DecisionRecord, TurnRecord} from '../../../lib/core/metrics/turn.ts';
import {makeDecision, makeTurn} from './make-turn.ts';

const page = readFileSync(new URL('../../../docs/evidence.md', import.meta.url), 'utf8');

function turnOf(changes: Partial<DecisionRecord> = {}, rewritten: string[] = []): TurnRecord {
  return makeTurn({decision: makeDecision(changes), rewritten});
}

function use(model: string, tokens: Partial<Tokens>): ModelUse {
  return {model, requests: 1, tokens: {...noTokens, ...tokens}};
}

/** On the surface of hooks, where it does not matter how the main thread met its cache. */
function ran(main: ModelUse[], agents: AgentUse[] = []): TurnUse {
  return {at: '', main, mainRequests: [], agents, isOver: true};
}

const million = 1_000_000;
const opus = use('claude-opus-5-5', {input: million});

function agent(changes: Partial<AgentUse> = {}): AgentUse {
  const first = use('claude-haiku-5-5', {input: million, cacheWrite5m: million, output: million});
  const second = use('claude-haiku-5-5', {output: million});
  return {
    id: 'a1',
    type: 'tierwise-haiku',
    toolUse: 't1',
    depth: 1,
    use: [
      {
        ...first,
        requests: 2,
        tokens: {...first.tokens, output: first.tokens.output + second.tokens.output},
      },
    ],
    first,
    ...changes,
  };
}

describe('a moved turn', () => {
  test('costs what each model costs, and saves between its start-up and all of it', () => {
    const price = priceTurn(turnOf(), ran([opus], [agent()]));
    // opus: 4. haiku: input 0.1, 5m write 0.125, output 2 x 0.5.
    expect(price.cost).toBeCloseTo(5.225, 10);
    // On opus: input 4, write 5, output 2 x 20.
    expect(price.saving?.high).toBeCloseTo(49 - 1.225, 10);
    expect(price.saving?.low).toBeCloseTo(40 - 1.225, 10);
    expect(price.baseModel).toBe('claude-opus-5-5');
  });

  test('may cost more than it saves', () => {
    const start = use('claude-sonnet-5-5', {cacheWrite1h: million});
    const price = priceTurn(
      turnOf({tier: 'sonnet'}),
      ran([opus], [agent({use: [start], first: start})]),
    );
    expect(price.saving?.low).toBeCloseTo(-4, 10);
  });

  test('is priced on the base by the main thread, or by what was remembered', () => {
    expect(priceTurn(turnOf(), ran([], [agent()])).baseModel).toBe('opus');
    const haiku = ran([use('claude-haiku-5-5', {input: million})]);
    expect(priceTurn(turnOf({surface: 'mod'}), haiku).baseModel).toBe('opus');
  });
});

describe('a main thread that was moved', () => {
  // A conversation of 150,000 tokens and a prompt of two requests, which writes 4,000 more.
  const conversation = {cacheRead: 140_000, cacheWrite5m: 10_000};
  const there = [{cacheWrite5m: 152_000}, {cacheRead: 152_000, cacheWrite5m: 2_000, output: 500}];
  const back = {cacheRead: 150_000, cacheWrite5m: 4_500};
  const onOpus = 'claude-opus-5-5';

  function save(model: string, after: Partial<Tokens>[]): TurnPrice['saving'] {
    const steps = [
      use(onOpus, conversation),
      ...there.map((tokens) => use(model, tokens)),
      ...after.map((tokens) => use(onOpus, tokens)),
    ];
    const linked = linkMainRequests(steps.map((each) => ({...each, at: Number.NaN})));
    const mainRequests = [...linked.values()].slice(1, 3);
    const found = {...ran(steps.slice(1, 3)), mainRequests};
    return priceTurn(turnOf({surface: 'mod'}), found).saving;
  }

  test.each([
    // Stay: 0.0604 read, 0.02 written, 0.01 answered. Move: 0.01925, 0.00152, 0.00025; back 0.0192.
    ['claude-haiku-5-5', 0.05018],
    // Move: 0.385 written, 0.0152 read, 0.005 answered; back 0.0192.
    ['claude-sonnet-5-5', -0.334],
  ])('saves what %s is cheaper, less the way there and the way back', (model, saving) => {
    const price = save(model, [back]);
    expect(price?.low).toBeCloseTo(saving, 10);
    expect(price?.high).toBeCloseTo(saving, 10);
  });

  test.each([
    // High: 150,000 written at 5 that would have been read at 0.2; nobody pays for a way back.
    ['when nobody came back', [], 0.05018, 0.05018 + 0.72 + 0.0192],
    // Both ways paid, and the base model may have had nothing to read when it was left.
    ['when nothing was left to come back to', [{cacheWrite5m: 154_500}], 0.05018 - 0.72, 0.05018],
  ])('is told as an interval %s', (_name, after, low, high) => {
    const price = save('claude-haiku-5-5', after);
    expect(price?.low).toBeCloseTo(low, 10);
    expect(price?.high).toBeCloseTo(high, 10);
  });

  test('is the example of the page', () => {
    const told = ['claude-haiku-5-5', 'claude-sonnet-5-5'].map((model) => {
      const {low = Number.NaN, high = Number.NaN} = save(model, []) ?? {};
      return `${usd(low)} to ${usd(high)}`;
    });
    expect(page).toContain(`told as ${told.join(' and as ')}.`);
    const haiku = usd(save('claude-haiku-5-5', [back])?.low ?? Number.NaN);
    const sonnet = usd(-(save('claude-sonnet-5-5', [back])?.low ?? Number.NaN));
    expect(page).toContain(`On haiku it saves ${haiku}, on sonnet it loses ${sonnet}.`);
  });

  function usd(amount: number): string {
    return `${amount < 0 ? '-' : ''}$${Math.abs(amount).toFixed(3)}`;
  }

  test('saves nothing where the base model answered itself, cold cache or not', () => {
    const price = save(onOpus, [back]);
    expect(price?.low).toBeCloseTo(0, 10);
    expect(price?.high).toBeCloseTo(0, 10);
  });
});

describe('nothing is saved', () => {
  test.each([
    ['by a turn that stays', turnOf({tier: 'stay'}), [agent()]],
    ['by a turn that is only observed', turnOf({mode: 'observe'}), [agent()]],
    ['without an agent', turnOf(), []],
    ['by an agent that the user runs anyway', turnOf(), [agent({type: 'Explore'})]],
    ['without a decision', {...turnOf(), decision: undefined}, [agent()]],
  ])('%s', (_name, turn, agents) => {
    const price = priceTurn(turn, ran([opus], agents));
    expect(price).toMatchObject({saving: undefined, isSavingUnknown: false});
  });

  test('but by one whose call was rewritten, and by those that it started', () => {
    const agents = [
      agent({type: 'Explore'}),
      agent({id: 'a2', type: 'Plan', toolUse: 't2', depth: 2}),
    ];
    const price = priceTurn(turnOf({}, ['t1']), ran([opus], agents));
    expect(price.saving?.high).toBeCloseTo(2 * (49 - 1.225), 10);
  });
});

describe('an unknown price', () => {
  test('is unknown, never 0', () => {
    const price = priceTurn(turnOf({tier: 'stay'}), ran([use('claude-next-9', {input: 5}), opus]));
    expect(price.cost).toBeCloseTo(4, 10);
    expect(price.models.map(({cost}) => cost)).toEqual([null, 4]);
  });

  test.each([
    ['of the base', [use('claude-next-9', {})], [agent()]],
    ['of the agent', [opus], [agent({use: [use('claude-next-9', {})]})]],
  ])('%s makes the saving unknown', (_name, main, agents) => {
    const price = priceTurn(turnOf(), ran(main, agents));
    expect(price).toMatchObject({saving: undefined, isSavingUnknown: true});
  });

  test('can be given', () => {
    const own = {
      'claude-next-*': {input: 1, output: 1, cacheRead: 1, cacheWrite5m: 1, cacheWrite1h: 1},
    };
    const main = [use('claude-next-9', {output: million})];
    expect(priceTurn(turnOf(), ran(main), own).cost).toBeCloseTo(1, 10);
  });
});
