import fc from 'fast-check';
import {beforeEach, describe, expect, it, vi} from 'vitest';
import type {ProjectConfig} from '../../../lib/core/config/config.ts';
import {type Decision, decide, type Question} from '../../../lib/core/decision/decide.ts';
import {modelTier} from '../../../lib/core/model-tier.ts';
import {type Kind, kinds} from '../../../lib/core/routing/kind.ts';
import type {Route} from '../../../lib/core/routing/route-prompt.ts';
import {isBelow, type ModelTier, modelTiers, type Tier, tiers} from '../../../lib/core/tier.ts';

/**
 * What the work needs is given here, so that these tests say how a decision follows from a route
 * and stay true whatever routing learns. The prompt counts for the wishes typed in it alone.
 */
const routing = vi.hoisted(() => ({route: {} as Route, asked: [] as unknown[]}));

vi.mock('../../../lib/core/routing/route-prompt.ts', () => ({
  routePrompt: (...call: unknown[]) => {
    routing.asked.push(call);
    return routing.route;
  },
}));

beforeEach(() => {
  routing.route = needs('haiku');
  routing.asked = [];
});

describe('without a wish', () => {
  const rows: [name: string, route: Route, baseModel: string | undefined, tier: Tier][] = [
    ['haiku work of an opus session moves', needs('haiku'), 'claude-opus-5-5', 'haiku'],
    ['sonnet work of an opus session moves', needs('sonnet'), 'claude-opus-5-5', 'sonnet'],
    ['haiku work of a sonnet session moves', needs('haiku'), 'claude-sonnet-5', 'haiku'],
    ['opus work of an opus session stays', needs('opus'), 'opus', 'stay'],
    ['opus work of a sonnet session stays', needs('opus'), 'sonnet', 'stay'],
    ['sonnet work of a haiku session stays', needs('sonnet'), 'haiku', 'stay'],
    ['haiku work of a haiku session stays', needs('haiku'), 'haiku', 'stay'],
    ['a follow-up stays', needs('stay', {kind: 'follow-up'}), 'opus', 'stay'],
    ['risky work stays', needs('haiku', {risk: true}), 'opus', 'stay'],
    ['an unknown base counts as opus', needs('sonnet'), undefined, 'sonnet'],
    ['an unknown model name stays', needs('haiku'), 'gpt-7', 'stay'],
    ['fable moves down like opus', needs('haiku'), 'claude-fable-5-2', 'haiku'],
  ];

  it.each(rows)('%s', (_name, route, baseModel, tier) => {
    routing.route = route;
    expect(decide(question({baseModel})).tier).toBe(tier);
  });

  it('a base that cannot be read stays, and says so', () => {
    const asked = question({baseModel: null});
    expect(settledBy(asked)).toEqual(['stay', "the client's --model cannot be read here"]);
    expect(settledBy({...asked, config: {tier: 'haiku'}})[0]).toBe('stay');
    expect(decide(asked).base).toBeUndefined();
  });

  it('plan mode stays', () => {
    expect(decide(question({isPlanMode: true})).tier).toBe('stay');
  });

  it('a cap below what the work needs stays, and never sends something smaller', () => {
    routing.route = needs('sonnet');
    const decision = decide(question({config: {maxTier: 'haiku'}}));
    expect(decision).toMatchObject({tier: 'stay', maxTier: 'haiku'});
    expect(decision.reasons.at(-1)).toContain('config.json: maxTier haiku');
    expect(decision.refusal).toBeUndefined();
  });

  it('the lower of the caps counts', () => {
    const caps = {config: {maxTier: 'sonnet'}, project: {maxTier: 'haiku'}} as const;
    expect(decide(question(caps)).maxTier).toBe('haiku');
    expect(decide(question({config: {maxTier: 'opus'}, baseModel: 'sonnet'})).maxTier).toBe(
      'sonnet',
    );
    expect(decide(question({})).maxTier).toBe('opus');
  });

  it('says what the work needs, and why, before what was decided', () => {
    const {because, reasons} = decide(question({baseModel: 'haiku'}));
    expect(because).toBe('the reason of the route');
    expect(reasons).toEqual([
      'the reason of the route',
      'the work needs haiku',
      'the session already runs on haiku',
    ]);
  });

  it('moved by a rule says the rule, to the model as well', () => {
    const rule = {when: {kind: 'other'}, tier: 'haiku', because: 'small here'} as const;
    expect(decide(question({config: {rules: [rule]}})).because).toBe('rule: small here');
    expect(decide(question({config: {tier: 'haiku'}})).because).toBe('config.json: tier haiku');
  });

  it("never passes on a project's own words, and a rule of the user's in one short line", () => {
    const rule = {
      when: {kind: 'other'},
      tier: 'haiku',
      because: `x.\nDo ${'more '.repeat(99)}`,
    } as const;
    const ofProject = decide(question({project: {rules: [rule]}}));
    expect([ofProject.because, ...ofProject.reasons].join()).not.toContain('more');
    const {because} = decide(question({config: {rules: [rule]}}));
    expect(because).toMatch(/^rule: x\. Do more .{0,83}$/);
  });

  it('without a reason of the route names the kind of work', () => {
    routing.route = needs('haiku', {reasons: [], kind: 'git'});
    expect(decide(question({})).because).toBe('git');
  });

  it('hands the bias of config.json to routing, quality by default', () => {
    decide(question({prompt: 'x'}));
    decide(question({prompt: 'x', config: {bias: 'saver'}}));
    expect(routing.asked).toEqual([
      ['x', {bias: 'quality'}],
      ['x', {bias: 'saver'}],
    ]);
  });
});

describe('a wish', () => {
  it.each([
    ['~haiku look at the parser', 'haiku'],
    ['~sonnet look at the parser', 'stay'],
    ['~stay look at the parser', 'stay'],
  ])('%j where the base cannot be read: %s', (prompt, tier) => {
    const decision = decide(question({prompt, baseModel: null}));
    expect(decision.tier).toBe(tier);
    expect(decision.refusal !== undefined).toBe(prompt.startsWith('~sonnet'));
  });

  it('is taken in this order: TIERWISE_TIER, the token, /tier, the project, the user', () => {
    const all = question({
      prompt: 'look at the parser ~sonnet',
      environmentTier: 'haiku',
      sessionTier: 'stay',
      project: {rules: [{when: {kind: 'other'}, tier: 'haiku', because: 'project'}]},
      config: {
        rules: [{when: {kind: 'other'}, tier: 'sonnet', because: 'user'}],
        tier: 'haiku',
      },
    });
    routing.route = needs('stay');
    const noVariable = {...all, environmentTier: undefined};
    const noToken = {...noVariable, prompt: 'look at the parser'};
    const noCommand = {...noToken, sessionTier: undefined};
    const noProject = {...noCommand, project: {}};
    const noRules = {...noProject, config: {tier: 'haiku'} as const};
    expect(settledBy(all)).toEqual(['haiku', 'TIERWISE_TIER=haiku']);
    expect(settledBy(noVariable)).toEqual(['sonnet', '~sonnet in the prompt']);
    expect(settledBy(noToken)).toEqual(['stay', '/tier stay']);
    expect(settledBy(noCommand)).toEqual(['haiku', 'a rule of the project']);
    expect(settledBy(noProject)).toEqual(['sonnet', 'rule: user']);
    expect(settledBy(noRules)).toEqual(['haiku', 'config.json: tier haiku']);
    expect(settledBy({...noRules, config: {}})).toEqual([
      'stay',
      "the work needs the session's own model",
    ]);
  });

  it('typed in the prompt is not part of the work that is judged', () => {
    decide(question({prompt: '~haiku list the files'}));
    expect(routing.asked[0]).toEqual(['list the files', {bias: 'quality'}]);
  });

  it('typed by hand moves risky work down; nothing else does', () => {
    routing.route = needs('opus', {risk: true});
    expect(decide(question({prompt: 'drop it ~haiku'})).tier).toBe('haiku');
    expect(decide(question({sessionTier: 'sonnet'})).tier).toBe('sonnet');
    expect(decide(question({environmentTier: 'haiku'})).tier).toBe('haiku');
    expect(decide(question({config: {tier: 'haiku'}})).tier).toBe('stay');
    const rules = [{when: {kind: 'other'}, tier: 'haiku'}] as const;
    expect(decide(question({config: {rules: [...rules]}})).tier).toBe('stay');
    expect(decide(question({project: {rules: [...rules]}})).tier).toBe('stay');
  });

  it('for the whole session leaves a follow-up where its conversation is', () => {
    for (const kind of ['follow-up', 'chat'] as const) {
      routing.route = needs('stay', {kind});
      expect(decide(question({sessionTier: 'haiku'})).tier).toBe('stay');
      expect(decide(question({environmentTier: 'haiku'})).tier).toBe('stay');
      expect(decide(question({config: {tier: 'haiku'}})).tier).toBe('stay');
      expect(decide(question({prompt: 'yes ~haiku'})).tier).toBe('haiku');
    }
  });

  it('goes up with allowUp alone, and only when explicit', () => {
    const up = {prompt: 'prove it ~opus', baseModel: 'sonnet'};
    const refused = decide(question(up));
    expect(refused.tier).toBe('stay');
    expect(refused.refusal).toContain('/model opus');
    expect(decide(question({...up, config: {allowUp: true}})).tier).toBe('opus');
    expect(decide(question({...up, config: {allowUp: true, maxTier: 'sonnet'}})).tier).toBe('stay');
    const configured = {baseModel: 'sonnet', config: {allowUp: true, tier: 'opus'}} as const;
    expect(decide(question(configured)).tier).toBe('stay');
  });

  it('for the model of the session is no move and no refusal', () => {
    const decision = decide(question({prompt: 'prove it ~opus', baseModel: 'opus'}));
    expect(decision.tier).toBe('stay');
    expect(decision.refusal).toBeUndefined();
  });

  it('is told to whoever typed it; one for the whole session is not said at every prompt', () => {
    const given = {baseModel: 'sonnet', prompt: 'prove it'};
    expect(decide(question({...given, sessionTier: 'opus'})).refusal).toBeUndefined();
    expect(decide(question({...given, environmentTier: 'opus'})).refusal).toBeUndefined();
  });

  it.each(['~haiku', ' ~haiku. ', '~haiku ~opus', 'use haiku', 'Please use haiku for this.'])(
    'with no work beside it is refused in words: %j',
    (prompt) => {
      const decision = decide(question({prompt}));
      expect(decision.tier).toBe('stay');
      expect(decision.refusal).toContain('no work beside it');
    },
  );

  it('in a session of unknown name is refused in words', () => {
    const decision = decide(question({prompt: 'list it ~haiku', baseModel: 'gpt-7'}));
    expect(decision.base).toBeUndefined();
    expect(decision.refusal).toMatch(/~haiku in the prompt was not followed: .*does not know/);
  });

  it('to stay is followed without a word', () => {
    const decision = decide(question({prompt: '~stay run the tests'}));
    expect(decision.tier).toBe('stay');
    expect(decision.refusal).toBeUndefined();
  });

  it('works in plan mode, where rules and preferences do not', () => {
    expect(decide(question({isPlanMode: true, sessionTier: 'haiku'})).tier).toBe('haiku');
    expect(decide(question({isPlanMode: true, config: {tier: 'haiku'}})).tier).toBe('stay');
  });
});

describe('laws', () => {
  it('a prompt never goes above the base, unless allowUp meets an explicit wish', () => {
    fc.assert(
      fc.property(anyCase(), (given) => {
        const {tier, base} = decideOn(given);
        const isUp = tier !== 'stay' && base !== undefined && isBelow(base, tier);
        const mayGoUp = given.question.config.allowUp === true && isExplicit(given.question);
        expect(isUp && !mayGoUp).toBe(false);
      }),
      {numRuns: 500},
    );
  });

  it('a prompt never goes above the cap of its turn, nor to the base itself', () => {
    fc.assert(
      fc.property(anyCase(), (given) => {
        const {tier, base, maxTier} = decideOn(given);
        expect(tier !== 'stay' && isBelow(maxTier, tier)).toBe(false);
        expect(tier).not.toBe(base);
      }),
      {numRuns: 500},
    );
  });

  it('risky work never moves down without an explicit wish', () => {
    fc.assert(
      fc.property(anyCase(), (given) => {
        fc.pre(!isExplicit(given.question));
        const decision = decideOn({...given, route: {...given.route, risk: true}});
        expect(decision.tier).toBe('stay');
      }),
    );
  });

  it('a model name that we do not know stays, whatever is wished', () => {
    fc.assert(
      fc.property(anyCase(), fc.constantFrom('', 'gpt-7', 'opusplan', 'haikus'), (given, name) => {
        expect(decideOn({...given, question: {...given.question, baseModel: name}}).tier).toBe(
          'stay',
        );
      }),
    );
  });

  it('a project never raises the cap, and never decides above the base', () => {
    fc.assert(
      fc.property(anyCase(), (given) => {
        const alone = decideOn({...given, question: {...given.question, project: {}}});
        const decision = decideOn(given);
        expect(isBelow(alone.maxTier, decision.maxTier)).toBe(false);
        expect(tierRank(decision, given)).toBeLessThanOrEqual(
          Math.max(tierRank(alone, given), baseRank(given)),
        );
      }),
      {numRuns: 500},
    );
  });

  it('an explicit wish is followed in the same way with any rules of a project', () => {
    fc.assert(
      fc.property(anyCase(), (given) => {
        fc.pre(isExplicit(given.question) && given.route.kind !== 'follow-up');
        fc.pre(given.route.kind !== 'chat');
        const {rules: _rules, ...caps} = given.question.project;
        const without = decideOn({...given, question: {...given.question, project: caps}});
        expect(decideOn(given).tier).toBe(without.tier);
      }),
    );
  });

  it('the same question has the same answer', () => {
    fc.assert(
      fc.property(anyCase(), (given) => {
        expect(decideOn(given)).toEqual(decideOn(structuredClone(given)));
      }),
    );
  });

  it('only a wish typed in the prompt is ever refused in words', () => {
    fc.assert(
      fc.property(anyCase(), (given) => {
        const {tier, refusal} = decideOn(given);
        if (refusal !== undefined) {
          expect(tier).toBe('stay');
          expect(given.question.prompt).toContain('~');
          expect(given.question.environmentTier).toBeUndefined();
        }
      }),
    );
  });
});

function needs(tier: Tier, more: Partial<Route> = {}): Route {
  return {
    tier,
    kind: 'other',
    risk: false,
    confidence: 0.8,
    reasons: ['the reason of the route'],
    ...more,
  };
}

function question(given: Partial<Question>): Question {
  return {
    prompt: 'some work',
    baseModel: 'claude-opus-5-5',
    environmentTier: undefined,
    sessionTier: undefined,
    isPlanMode: false,
    config: {},
    project: {},
    ...given,
  };
}

/** The tier, and the reason that settled it. */
function settledBy(asked: Question): [Tier, string | undefined] {
  const {tier, reasons} = decide(asked);
  return [tier, reasons.at(-1)];
}

interface Case {
  question: Question;
  route: Route;
}

function decideOn(given: Case): Decision {
  routing.route = given.route;
  return decide(given.question);
}

function isExplicit({prompt, environmentTier, sessionTier}: Question): boolean {
  return prompt.includes('~') || environmentTier !== undefined || sessionTier !== undefined;
}

function baseRank({question: {baseModel}}: Case): number {
  const base = modelTier(baseModel ?? 'opus');
  return base === undefined ? Number.POSITIVE_INFINITY : modelTiers.indexOf(base);
}

function tierRank({tier}: Decision, given: Case): number {
  return tier === 'stay' ? baseRank(given) : modelTiers.indexOf(tier);
}

function anyCase(): fc.Arbitrary<Case> {
  const anyTier = fc.constantFrom<Tier>(...tiers);
  const modelTierOrNone = fc.constantFrom<ModelTier | undefined>(undefined, ...modelTiers);
  const rules = fc.array(
    fc.record({when: fc.record({kind: fc.constantFrom<Kind>(...kinds)}), tier: anyTier}),
    {maxLength: 3},
  );
  return fc.record({
    route: fc.record({
      tier: anyTier,
      kind: fc.constantFrom<Kind>(...kinds),
      risk: fc.boolean(),
      confidence: fc.constant(0.8),
      reasons: fc.constant(['a reason']),
    }),
    question: fc.record({
      prompt: fc.constantFrom(
        'some work',
        'some work',
        '~haiku some work',
        'some work ~opus',
        '~opus',
      ),
      baseModel: fc.constantFrom(undefined, 'haiku', 'sonnet', 'opus', 'claude-fable-5', 'gpt-7'),
      environmentTier: fc.constantFrom<Tier | undefined>(undefined, undefined, ...tiers),
      sessionTier: fc.constantFrom<Tier | undefined>(undefined, undefined, ...tiers),
      isPlanMode: fc.boolean(),
      config: fc.record({
        tier: fc.constantFrom('auto' as const, ...tiers),
        maxTier: modelTierOrNone,
        allowUp: fc.boolean(),
        rules,
      }),
      project: fc.record({maxTier: modelTierOrNone, rules}) as fc.Arbitrary<ProjectConfig>,
    }) as fc.Arbitrary<Question>,
  });
}
