import {describe, expect, test} from 'vitest';
import {priceTurn} from '../../../lib/core/metrics/price-turn.ts';
import type {AgentUse, ModelUse} from '../../../lib/core/metrics/session-use.ts';
import {noTokens, type Tokens} from '../../../lib/core/metrics/tokens.ts';
import type {DecisionRecord, TurnRecord} from '../../../lib/core/metrics/turn.ts';
import {makeDecision, makeTurn} from './make-turn.ts';

function turnOf(changes: Partial<DecisionRecord> = {}, rewritten: string[] = []): TurnRecord {
  return makeTurn({decision: makeDecision(changes), rewritten});
}

function use(model: string, tokens: Partial<Tokens>): ModelUse {
  return {model, requests: 1, tokens: {...noTokens, ...tokens}};
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
    const price = priceTurn(turnOf(), {at: '', main: [opus], agents: [agent()], isOver: true});
    // opus: 4. haiku: input 0.1, 5m write 0.125, output 2 x 0.5.
    expect(price.cost).toBeCloseTo(5.225, 10);
    // On opus: input 4, write 5, output 2 x 20.
    expect(price.saving?.high).toBeCloseTo(49 - 1.225, 10);
    expect(price.saving?.low).toBeCloseTo(40 - 1.225, 10);
    expect(price.baseModel).toBe('claude-opus-5-5');
  });

  test('may cost more than it saves', () => {
    const start = use('claude-sonnet-5-5', {cacheWrite1h: million});
    const price = priceTurn(turnOf({tier: 'sonnet'}), {
      at: '',
      main: [opus],
      agents: [agent({use: [start], first: start})],
      isOver: true,
    });
    expect(price.saving?.low).toBeCloseTo(-4, 10);
  });

  test('is priced on the base by the main thread, or by what was remembered', () => {
    const agents = [agent()];
    expect(priceTurn(turnOf(), {at: '', main: [], agents, isOver: true}).baseModel).toBe('opus');
    const mod = priceTurn(turnOf({surface: 'mod'}), {
      at: '',
      main: [use('claude-haiku-5-5', {input: million})],
      agents: [],
      isOver: true,
    });
    expect(mod.baseModel).toBe('opus');
    expect(mod.saving).toMatchObject({low: 3.9, high: 3.9});
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
    const price = priceTurn(turn, {at: '', main: [opus], agents, isOver: true});
    expect(price).toMatchObject({saving: undefined, isSavingUnknown: false});
  });

  test('but by one whose call was rewritten, and by those that it started', () => {
    const agents = [
      agent({type: 'Explore'}),
      agent({id: 'a2', type: 'Plan', toolUse: 't2', depth: 2}),
    ];
    const price = priceTurn(turnOf({}, ['t1']), {at: '', main: [opus], agents, isOver: true});
    expect(price.saving?.high).toBeCloseTo(2 * (49 - 1.225), 10);
  });
});

describe('an unknown price', () => {
  test('is unknown, never 0', () => {
    const price = priceTurn(turnOf({tier: 'stay'}), {
      at: '',
      main: [use('claude-next-9', {input: 5}), opus],
      agents: [],
      isOver: true,
    });
    expect(price.cost).toBeCloseTo(4, 10);
    expect(price.models.map(({cost}) => cost)).toEqual([null, 4]);
  });

  test.each([
    ['of the base', [use('claude-next-9', {})], [agent()]],
    ['of the agent', [opus], [agent({use: [use('claude-next-9', {})]})]],
  ])('%s makes the saving unknown', (_name, main, agents) => {
    const price = priceTurn(turnOf(), {at: '', main, agents, isOver: true});
    expect(price).toMatchObject({saving: undefined, isSavingUnknown: true});
  });

  test('can be given', () => {
    const own = {
      'claude-next-*': {input: 1, output: 1, cacheRead: 1, cacheWrite5m: 1, cacheWrite1h: 1},
    };
    const main = [use('claude-next-9', {output: million})];
    expect(priceTurn(turnOf(), {at: '', main, agents: [], isOver: true}, own).cost).toBeCloseTo(
      1,
      10,
    );
  });
});
