import {describe, expect, it} from 'vitest';
import {decide} from '../../../lib/core/decision/decide.ts';
import {
  type DelegationFacts,
  weighDelegation,
} from '../../../lib/core/decision/weigh-delegation.ts';

const question = 'what does the nullish coalescing operator do?';

function decided(prompt: string, config: Parameters<typeof decide>[0]['config'] = {}) {
  return decide({
    prompt,
    baseModel: 'claude-opus-4-8',
    environmentTier: undefined,
    sessionTier: undefined,
    isPlanMode: false,
    config,
    project: {},
  });
}

function facts(changes: Partial<DelegationFacts> = {}): DelegationFacts {
  return {
    baseModel: 'claude-opus-4-8',
    usage: undefined,
    client: '2.1.197',
    prices: {},
    ...changes,
  };
}

describe('a delegation', () => {
  it('that costs more than it saves stays, and says so', () => {
    expect(decided(question).tier).toBe('haiku');
    const {tier, reasons} = weighDelegation(decided(question), facts());
    expect(tier).toBe('stay');
    expect(reasons.at(-1)).toBe('an agent would cost more than it saves');
  });

  it.each(['2.1.197', '2.1.330', null])(
    'of a test run pays in the first prompt of a session: %s',
    (client) => {
      const decision = decided('run the tests and show me the failures');
      expect(weighDelegation(decision, facts({client}))).toBe(decision);
    },
  );

  it.each([
    ['a wish', `~haiku ${question}`, {}],
    ['a rule', question, {rules: [{when: {prompt: 'operator'}, tier: 'haiku' as const}]}],
    ['a tier in config.json', question, {tier: 'haiku' as const}],
  ])('is not weighed where somebody said it: %s', (_, prompt, config) => {
    const decision = decided(prompt, config);
    expect(decision.tier).toBe('haiku');
    expect(weighDelegation(decision, facts())).toBe(decision);
  });

  it('is not weighed where nobody knows the price', () => {
    const decision = decided(question);
    expect(weighDelegation(decision, facts({baseModel: 'claude-opus-9-9'}))).toBe(decision);
  });

  it('counts a conversation of unknown size as the smallest there is, also where too little was counted', () => {
    const prompt = 'commit the changes';
    const sonnet = {...decided(prompt), tier: 'sonnet' as const};
    const weigh = (context?: number) =>
      weighDelegation(
        sonnet,
        facts({usage: context === undefined ? undefined : {input_tokens: context}}),
      ).tier;
    expect([weigh(), weigh(100), weigh(19_000)]).toEqual(['stay', 'stay', 'stay']);
    expect(weigh(150_000)).toBe('sonnet');
  });

  it("takes a user's own prices", () => {
    const free = {input: 0, output: 0, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0};
    const prices = {'claude-haiku-*': free, 'claude-opus-*': {...free, output: 100, cacheRead: 9}};
    expect(weighDelegation(decided('run the tests'), facts({prices})).tier).toBe('haiku');
  });
});
