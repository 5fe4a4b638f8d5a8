import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {decide} from '../../../lib/core/decision/decide.ts';
import {type PlanFacts, planTurn} from '../../../lib/core/mod/plan-turn.ts';
import {noMemory} from '../../../lib/core/mod/session-memory.ts';
import {modelTiers, tiers} from '../../../lib/core/tier.ts';
import {labelledPrompts} from '../routing/labelled-prompts.ts';

const small = 'run the tests and show me the failures';

function facts(changes: Partial<PlanFacts> = {}): PlanFacts {
  return {
    promptId: 'p',
    prompt: small,
    text: small,
    choice: {mode: 'directive', because: 'test', noted: []},
    question: {environmentTier: undefined, isPlanMode: false, config: {}, project: {}},
    baseModel: 'claude-opus-5-5',
    memory: noMemory,
    cache: {context: 10_000, isWarm: true, lifetime: '5m'},
    hasEconomics: true,
    client: '2.1.330',
    ...changes,
  };
}

const large = {context: 150_000, isWarm: true, lifetime: '5m' as const};

describe('a small prompt moves, unless', () => {
  it.each([
    ['nothing', {}, 'haiku'],
    ['a request failed', {memory: {...noMemory, failed: ['haiku']}}, undefined],
    [
      'a wish cannot mend a failed tier',
      {prompt: `~haiku ${small}`, memory: {...noMemory, failed: ['haiku']}},
      undefined,
    ],
    ['the window is 70 % full', {cache: {...large, context: 700_001}}, undefined],
    [
      'it is full and wished for',
      {prompt: `~haiku ${small}`, cache: {...large, context: 700_001}},
      undefined,
    ],
    ['a turn was taken back', {memory: {...noMemory, isStopped: true}}, undefined],
    [
      '... and it is wished for',
      {prompt: `~haiku ${small}`, memory: {...noMemory, isStopped: true}},
      'haiku',
    ],
    ['/model paused it', {memory: {...noMemory, isPaused: true}}, undefined],
    [
      '... and /tier sonnet was typed',
      {memory: {...noMemory, isPaused: true, tier: 'sonnet'}},
      'sonnet',
    ],
    [
      'it does not pay',
      {prompt: 'how does the job queue retry failed jobs here?', cache: large},
      undefined,
    ],
    [
      '... and nobody counts',
      {prompt: 'how does the job queue retry failed jobs here?', cache: large, hasEconomics: false},
      'sonnet',
    ],
    [
      '... and a rule of the user says so',
      {
        cache: large,
        question: {
          environmentTier: undefined,
          isPlanMode: false,
          config: {tier: 'sonnet'},
          project: {},
        },
      },
      'sonnet',
    ],
    ['the mode is observe', {choice: {mode: 'observe', because: '', noted: []}}, undefined],
    ['the base is unknown', {baseModel: 'some-model'}, undefined],
    ['the base is haiku', {baseModel: 'claude-haiku-5-5'}, undefined],
  ] as [string, Partial<PlanFacts>, string | undefined][])('%s', (_, changes, tier) => {
    expect(planTurn(facts(changes)).move?.tier).toBe(tier);
  });
});

describe('laws', () => {
  const question = fc.record({
    prompt: fc.constantFrom(...Object.values(labelledPrompts).flat()),
    wish: fc.constantFrom('', '~haiku ', '~sonnet ', '~opus ', '~stay '),
    baseModel: fc.constantFrom('claude-opus-5-5', 'claude-sonnet-5-5', 'claude-haiku-5-5', 'x-1'),
    environmentTier: fc.option(fc.constantFrom(...tiers), {nil: undefined}),
    maxTier: fc.option(fc.constantFrom(...modelTiers), {nil: undefined}),
    isPlanMode: fc.boolean(),
  });

  it("is the hooks' own decision, and moves there or not at all, never up", () => {
    fc.assert(
      fc.property(question, ({prompt, wish, baseModel, environmentTier, maxTier, isPlanMode}) => {
        const config = maxTier === undefined ? {} : {maxTier};
        const asked = {environmentTier, isPlanMode, config, project: {}};
        const plan = planTurn(facts({prompt: wish + prompt, baseModel, question: asked}));
        const decision = decide({
          ...asked,
          prompt: wish + prompt,
          baseModel,
          sessionTier: undefined,
        });
        expect(plan.decision).toEqual(decision);
        if (plan.move !== undefined) {
          expect(plan.move.tier).toBe(decision.tier);
          const rank = (tier: string) => (modelTiers as readonly string[]).indexOf(tier);
          expect(rank(plan.move.tier)).toBeLessThan(rank(decision.base ?? ''));
        }
      }),
    );
  });
});
