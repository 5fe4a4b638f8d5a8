import fc from 'fast-check';
import {describe, expect, it, test} from 'vitest';
import type {ClientVersion} from '../../../lib/core/client-version.ts';
import {
  type Judgement,
  judgeToolCall,
  maxDenials,
} from '../../../lib/core/enforcement/judge-tool-call.ts';
import type {Turn} from '../../../lib/core/enforcement/turn.ts';
import {enforcements} from '../../../lib/core/mode/mode.ts';
import {isBelow, isModelTier, type ModelTier, modelTiers, tiers} from '../../../lib/core/tier.ts';

const newer: ClientVersion = [2, 1, 330];
const older: ClientVersion = [2, 1, 197];

/** The fields that every Agent call carries, and that a rewriting has to keep. */
const asked = {description: 'd', prompt: 'subtask', name: 'x', effort: 'low'};

describe('an Agent call of a turn that goes to haiku', () => {
  const ours = {subagent_type: 'tierwise-haiku', model: 'haiku', run_in_background: false};
  const becomesOurs: [name: string, input: Record<string, unknown>][] = [
    ['without an agent', {}],
    ['with an empty agent', {subagent_type: ''}],
    ['to the general agent', {subagent_type: 'general-purpose'}],
    ['to the general agent on opus', {subagent_type: 'general-purpose', model: 'opus'}],
    ['to our agent of the tier', {subagent_type: 'tierwise-haiku'}],
    ['to our agent of another tier', {subagent_type: 'tierwise-opus', model: 'opus'}],
    ['on a full model id', {model: 'claude-opus-5-5'}],
  ];

  it.each(becomesOurs)('%s becomes ours', (_name, input) => {
    const judgement = judge({...asked, ...input}, {});
    expect(judgement).toMatchObject({verdict: 'rewrite', to: 'haiku'});
    expect(inputOf(judgement)).toEqual({...asked, ...ours});
  });

  const left: [name: string, input: Record<string, unknown>][] = [
    ["to a user's agent", {subagent_type: 'reviewer'}],
    ["to a user's agent on opus", {subagent_type: 'reviewer', model: 'opus'}],
    ["to a plugin's agent", {subagent_type: 'plugin:light'}],
    ['to an agent that is almost ours', {subagent_type: 'tierwise-fable'}],
    ['to an agent in another case', {subagent_type: 'explore'}],
    ['to an agent named like a part of JavaScript', {subagent_type: 'constructor'}],
    ['to something that is no name', {subagent_type: 5}],
    ['to null', {subagent_type: null}],
  ];

  it.each(left)('%s is left alone', (_name, input) => {
    expect(judge({...asked, ...input}, {}).verdict).toBe('leave');
  });

  it('is judged under its old name, too', () => {
    expect(judgeToolCall({tool: 'Task', input: asked}, context({})).verdict).toBe('rewrite');
  });
});

describe('Explore and Plan keep what they are and get at most the model', () => {
  type Row = [agent: string, client: ClientVersion | undefined, tier: ModelTier, to: string];
  const rows: Row[] = [
    ['Explore', newer, 'haiku', 'haiku'],
    ['Explore', newer, 'sonnet', 'sonnet'],
    ['Explore', older, 'haiku', 'haiku'],
    // Older clients run Explore on haiku by themselves.
    ['Explore', older, 'sonnet', 'left alone'],
    ['Explore', undefined, 'sonnet', 'left alone'],
    ['Plan', newer, 'haiku', 'haiku'],
    ['Plan', newer, 'sonnet', 'sonnet'],
    ['Plan', older, 'haiku', 'haiku'],
    ['Plan', older, 'sonnet', 'sonnet'],
  ];

  it.each(rows)('%s on %j in a turn to %s: %s', (agent, client, tier, to) => {
    const judgement = judge({...asked, subagent_type: agent}, {tier, client});
    expect(to === 'left alone' ? 'leave' : 'rewrite').toBe(judgement.verdict);
    if (judgement.verdict === 'rewrite') {
      expect(judgement.input).toEqual({
        ...asked,
        subagent_type: agent,
        model: to,
        run_in_background: false,
      });
    }
  });

  it.each([
    ['opus', 'sonnet'],
    ['sonnet', 'sonnet'],
    ['haiku', 'haiku'],
    ['fable', 'sonnet'],
    ['inherit', 'sonnet'],
  ])('a named %s becomes %s in a turn to sonnet', (model, to) => {
    for (const subagent_type of ['Plan', 'Explore']) {
      const judgement = judge({...asked, subagent_type, model}, {tier: 'sonnet'});
      expect(inputOf(judgement)).toMatchObject({model: to, subagent_type});
    }
  });
});

test('Explore on an older client is lowered where the call names a larger model', () => {
  const named = {...asked, subagent_type: 'Explore', model: 'opus'};
  expect(judge(named, {tier: 'sonnet', client: older})).toMatchObject({to: 'sonnet'});
});

describe('an agent that config.json maps', () => {
  const mappedAgents = {reviewer: 'sonnet', Explore: 'haiku'} as const;

  it('gets its tier, and stays the agent that it is', () => {
    const judgement = judge({...asked, subagent_type: 'reviewer'}, {mappedAgents});
    expect(judgement).toMatchObject({verdict: 'rewrite', to: 'sonnet'});
    expect(inputOf(judgement)).toMatchObject({subagent_type: 'reviewer', model: 'sonnet'});
  });

  it('is never sent above the cap of the turn', () => {
    const judgement = judge({subagent_type: 'reviewer'}, {mappedAgents, maxTier: 'haiku'});
    expect(judgement).toMatchObject({to: 'haiku', input: {model: 'haiku'}});
  });

  it('is left alone where its name is special in JavaScript and the tier is none', () => {
    const mapped = JSON.parse('{"__proto__":5}');
    expect(judge({subagent_type: '__proto__'}, {mappedAgents: mapped}).verdict).toBe('leave');
  });

  it('may be one of the built-in ones', () => {
    const judgement = judge({subagent_type: 'Explore'}, {mappedAgents, tier: 'sonnet'});
    expect(judgement).toMatchObject({to: 'haiku'});
  });
});

test.each([
  [undefined, false],
  [false, false],
  [true, true],
])('run_in_background %s becomes %s', (given, expected) => {
  const input = given === undefined ? asked : {...asked, run_in_background: given};
  expect(inputOf(judge(input, {})).run_in_background).toBe(expected);
});

test('nothing is sent above the cap of the turn', () => {
  expect(judge(asked, {tier: 'sonnet', maxTier: 'haiku'})).toMatchObject({
    to: 'haiku',
    input: {model: 'haiku', subagent_type: 'tierwise-haiku'},
  });
});

describe('nothing is touched', () => {
  const turns: [name: string, given: Given][] = [
    ['in a turn that stays', {tier: 'stay', enforcement: 'strict'}],
    ['under advise', {enforcement: 'advise'}],
    ['once the turn has ended', {enforcement: 'strict', hasEnded: true}],
    ['after the work was handed back', {enforcement: 'strict', wasHandedBack: true}],
    ['after text typed into it ended the move', {enforcement: 'strict', isHeld: true}],
  ];

  it.each(turns)('%s', (_name, given) => {
    expect(judge(asked, given).verdict).toBe('leave');
    expect(judgeTool('Bash', given).verdict).toBe('leave');
  });

  it('of the other tools under enforce', () => {
    expect(judgeTool('Bash', {enforcement: 'enforce'}).verdict).toBe('leave');
  });
});

describe('the strict gate', () => {
  const strict = {enforcement: 'strict'} as const;

  it('denies other tools, and says what to do instead', () => {
    for (const tool of ['Bash', 'Read', 'Edit', 'WebFetch', 'mcp__db__query']) {
      const judgement = judgeTool(tool, strict);
      expect(judgement.verdict).toBe('deny');
      expect(judgement).toMatchObject({reason: expect.stringContaining('"tierwise-haiku"')});
    }
  });

  it('opens after two denials in the turn, and stays open', () => {
    expect(maxDenials).toBe(2);
    expect(judgeTool('Bash', {...strict, denials: 1}).verdict).toBe('deny');
    expect(judgeTool('Bash', {...strict, denials: 2}).verdict).toBe('open-gate');
    expect(judgeTool('Bash', {...strict, denials: 9}).verdict).toBe('open-gate');
    expect(judgeTool('Bash', {...strict, denials: 2, isGateOpen: true}).verdict).toBe('leave');
  });

  it('is open once the turn has delegated', () => {
    expect(judgeTool('Bash', {...strict, hasDelegated: true}).verdict).toBe('leave');
  });

  it('still rewrites Agent calls, before and after it has opened', () => {
    expect(judge(asked, strict).verdict).toBe('rewrite');
    expect(judge(asked, {...strict, hasDelegated: true, isGateOpen: true}).verdict).toBe('rewrite');
  });

  it.each([
    'StructuredOutput',
    'ToolSearch',
    'Skill',
    'SendMessage',
    'AskUserQuestion',
    'ExitPlanMode',
    'EnterPlanMode',
    'TodoWrite',
    'TodoRead',
    'TaskCreate',
    'TaskGet',
    'TaskList',
    'TaskOutput',
    'TaskStop',
    'TaskUpdate',
    'Workflow',
  ])('lets %s through', (tool) => {
    expect(judgeTool(tool, {...strict, denials: 1}).verdict).toBe('leave');
  });
});

describe('laws', () => {
  it('a rewritten call keeps every field but the three', () => {
    fc.assert(
      fc.property(anyInput(), anyGiven(), (input, given) => {
        const judgement = judge(input, given);
        if (judgement.verdict === 'rewrite') {
          const {subagent_type: _a, model: _m, run_in_background: _r, ...kept} = judgement.input;
          const {subagent_type: _b, model: _n, run_in_background: _s, ...before} = input;
          expect(kept).toEqual(before);
        }
      }),
    );
  });

  it('a rewritten call names an alias, at most the cap of the turn', () => {
    fc.assert(
      fc.property(anyInput(), anyGiven(), (input, given) => {
        const judgement = judge(input, given);
        if (judgement.verdict === 'rewrite') {
          expect(judgement.input.model).toBe(judgement.to);
          expect(isModelTier(judgement.to)).toBe(true);
          expect(isBelow(given.maxTier ?? 'opus', judgement.to)).toBe(false);
        }
      }),
    );
  });

  it('an Agent call is never denied, and the call itself is never changed', () => {
    fc.assert(
      fc.property(anyInput(), anyGiven(), (input, given) => {
        const before = structuredClone(input);
        expect(['leave', 'rewrite']).toContain(judge(input, given).verdict);
        expect(input).toEqual(before);
      }),
    );
  });

  it('a turn has at most two denials', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('Bash', 'Read', 'Skill'), {maxLength: 30}), (tools) => {
        const turn = {enforcement: 'strict' as const, denials: 0, isGateOpen: false as boolean};
        for (const tool of tools) {
          const {verdict} = judgeTool(tool, turn);
          turn.denials += verdict === 'deny' ? 1 : 0;
          turn.isGateOpen ||= verdict === 'open-gate';
        }
        expect(turn.denials).toBeLessThanOrEqual(2);
      }),
    );
  });
});

type Given = Partial<Omit<Turn, 'decision'>> &
  Partial<Turn['decision']> & {
    mappedAgents?: Readonly<Record<string, ModelTier>>;
    client?: ClientVersion | undefined;
  };

function context(given: Given) {
  const {tier = 'haiku', enforcement = 'enforce', maxTier = 'opus', mappedAgents = {}} = given;
  return {
    turn: {
      decision: {event: 'decided' as const, tier, enforcement, maxTier, by: '/i'},
      denials: given.denials ?? 0,
      hasDelegated: given.hasDelegated ?? false,
      wasHandedBack: given.wasHandedBack ?? false,
      isGateOpen: given.isGateOpen ?? false,
      isHeld: given.isHeld ?? false,
      hasFailed: false,
      hasEnded: given.hasEnded ?? false,
    },
    mappedAgents,
    client: 'client' in given ? given.client : newer,
  };
}

function judge(input: Record<string, unknown>, given: Given): Judgement {
  return judgeToolCall({tool: 'Agent', input}, context(given));
}

function judgeTool(tool: string, given: Given): Judgement {
  return judgeToolCall({tool, input: {command: 'ls'}}, context(given));
}

function inputOf(judgement: Judgement): Record<string, unknown> {
  return judgement.verdict === 'rewrite' ? judgement.input : {};
}

function anyInput(): fc.Arbitrary<Record<string, unknown>> {
  const agents = ['general-purpose', 'tierwise-opus', 'Explore', 'Plan', 'reviewer', '', 5];
  const models = ['haiku', 'opus', 'fable', 'inherit', 'claude-opus-5-5'];
  return fc.record(
    {
      prompt: fc.string(),
      description: fc.string(),
      isolation: fc.constant('worktree'),
      subagent_type: fc.constantFrom(...agents),
      model: fc.constantFrom(...models),
      run_in_background: fc.boolean(),
    },
    {requiredKeys: []},
  );
}

function anyGiven(): fc.Arbitrary<Given> {
  return fc.record({
    tier: fc.constantFrom(...tiers),
    enforcement: fc.constantFrom(...enforcements),
    maxTier: fc.constantFrom(...modelTiers),
    hasDelegated: fc.boolean(),
    wasHandedBack: fc.boolean(),
    isHeld: fc.boolean(),
    denials: fc.nat(4),
    client: fc.constantFrom(newer, older, undefined),
    mappedAgents: fc.constantFrom({}, {reviewer: 'opus' as const}),
  });
}
