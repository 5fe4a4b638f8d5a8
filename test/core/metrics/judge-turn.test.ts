import {describe, expect, it, test} from 'vitest';
import {judgeTurn, type Standing} from '../../../lib/core/metrics/judge-turn.ts';
import type {AgentUse, ModelUse, TurnUse} from '../../../lib/core/metrics/session-use.ts';
import {noTokens} from '../../../lib/core/metrics/tokens.ts';
import type {DecisionRecord, TurnRecord} from '../../../lib/core/metrics/turn.ts';
import type {ModelTier} from '../../../lib/core/tier.ts';
import {makeDecision, makeTurn} from './make-turn.ts';

const names = {
  haiku: 'claude-haiku-5-5',
  sonnet: 'claude-sonnet-5-5',
  opus: 'claude-opus-5-5',
  fable: 'claude-fable-5-2',
  other: 'some-model',
};

type Name = keyof typeof names;

function decisionOf(changes: Partial<DecisionRecord> = {}): DecisionRecord {
  return makeDecision({tier: 'sonnet', kind: 'fix', route: 'sonnet', ...changes});
}

function turnOf(changes: Partial<TurnRecord> = {}): TurnRecord {
  return makeTurn({at: '2026-11-22T10:00:00.000Z', decision: decisionOf(), ...changes});
}

function modelUse(name: Name): ModelUse {
  return {model: names[name], requests: 1, tokens: noTokens};
}

function agentOn(name: Name, changes: Partial<AgentUse> = {}): AgentUse {
  return {
    id: `a-${name}`,
    type: 'tierwise-sonnet',
    toolUse: 't',
    depth: 1,
    use: [modelUse(name)],
    first: undefined,
    ...changes,
  };
}

function ran(agents: AgentUse[], main: Name[] = ['opus'], isOver = false): TurnUse {
  return {at: '', main: main.map(modelUse), mainRequests: [], agents, isOver};
}

const call = (name: Name | null, hasHandedBack = false, agentId: string | null = 'a-told') => ({
  agentId,
  model: name === null ? null : names[name],
  hasHandedBack,
});

describe('a prompt that was sent to sonnet', () => {
  it.each<[string, Standing, TurnRecord, TurnUse | undefined]>([
    ['an agent on it', 'followed', turnOf(), ran([agentOn('sonnet')])],
    ['a small helper beside it', 'followed', turnOf(), ran([agentOn('sonnet'), agentOn('haiku')])],
    ['an agent on opus', 'upgraded', turnOf(), ran([agentOn('opus')])],
    ['an agent on fable', 'upgraded', turnOf(), ran([agentOn('fable')])],
    ['one of two on opus', 'upgraded', turnOf(), ran([agentOn('sonnet'), agentOn('opus')])],
    [
      'an agent that changed to opus',
      'upgraded',
      turnOf(),
      ran([agentOn('sonnet', {use: [modelUse('sonnet'), modelUse('opus')]})]),
    ],
    [
      'a nested agent on opus',
      'upgraded',
      turnOf(),
      ran([agentOn('sonnet'), agentOn('opus', {depth: 2})]),
    ],
    ['an agent on haiku', 'downgraded', turnOf(), ran([agentOn('haiku')])],
    ['an agent on a nameless model', 'unknown', turnOf(), ran([agentOn('other')])],
    [
      'handed back',
      'upgraded',
      turnOf({agentCalls: [call('sonnet', true, 'a-sonnet')]}),
      ran([agentOn('sonnet')]),
    ],
    [
      'handed back by a small agent',
      'upgraded',
      turnOf({agentCalls: [call('haiku', true, 'a-haiku')]}),
      ran([agentOn('haiku')]),
    ],
    [
      'handed back, to a base of the same size',
      'followed',
      turnOf({
        decision: decisionOf({base: 'sonnet'}),
        agentCalls: [call('sonnet', true, 'a-sonnet')],
      }),
      ran([agentOn('sonnet')]),
    ],
    ['no agent', 'not-delegated', turnOf(), ran([])],
    [
      'no agent, and no end but a next prompt',
      'not-delegated',
      turnOf({hasEnded: false}),
      ran([], ['opus'], true),
    ],
    ['no agent, and not over', 'unknown', turnOf({hasEnded: false}), ran([])],
    [
      "only an agent of the client's own",
      'not-delegated',
      turnOf(),
      ran([agentOn('sonnet', {type: undefined})]),
    ],
    [
      'an agent without a sidecar, told by the client',
      'followed',
      turnOf({agentCalls: [call('sonnet', false, 'a-sonnet')]}),
      ran([agentOn('sonnet', {type: undefined})]),
    ],
    ['the gate opened', 'gate-opened', turnOf({isGateOpen: true, denials: 2}), ran([])],
    [
      'the gate opened, and an agent after all',
      'followed',
      turnOf({isGateOpen: true, denials: 2}),
      ran([agentOn('sonnet')]),
    ],
    ['no transcript', 'unknown', turnOf(), undefined],
    ['no answer yet', 'unknown', turnOf(), ran([], [])],
    [
      'no transcript, but the client told',
      'followed',
      turnOf({agentCalls: [call('sonnet')]}),
      undefined,
    ],
    [
      'no transcript, and the client told opus',
      'upgraded',
      turnOf({agentCalls: [call('opus')]}),
      undefined,
    ],
    [
      'no transcript, and the client told nothing',
      'unknown',
      turnOf({agentCalls: [call(null)]}),
      undefined,
    ],
    [
      'what ran, not what the client told of it',
      'upgraded',
      turnOf({agentCalls: [call('sonnet', false, 'a-opus')]}),
      ran([agentOn('opus')]),
    ],
    [
      'the orchestrator',
      'unknown',
      turnOf({decision: decisionOf({mode: 'orchestration'})}),
      ran([]),
    ],
  ])('%s: %s', (_name, standing, turn, use) => {
    const judged = judgeTurn(turn, use);
    expect(judged.standing).toBe(standing);
    expect(judged.because).toMatch(/^[A-Z].*\.$/);
  });
});

describe('a hand-off', () => {
  const decision = decisionOf({mode: 'orchestration'});
  it.each<[Standing, Name[]]>([
    ['followed', ['sonnet']],
    ['upgraded', ['opus']],
    ['downgraded', ['haiku']],
    ['unknown', []],
  ])('is judged by what did the work of its run: %s', (standing, models) => {
    const runModels = models.map((name) => names[name]);
    expect(judgeTurn(turnOf({decision, runModels}), ran([])).standing).toBe(standing);
  });
});

describe('the mod', () => {
  const turn = turnOf({decision: decisionOf({surface: 'mod'})});
  it.each<[Standing, Name[]]>([
    ['followed', ['sonnet']],
    ['upgraded', ['sonnet', 'opus']],
    ['downgraded', ['haiku']],
    ['unknown', ['other']],
    ['unknown', []],
  ])('is judged by the main thread: %s', (standing, main) => {
    expect(judgeTurn(turn, ran([agentOn('opus')], main)).standing).toBe(standing);
  });
});

test.each<[Standing, TurnRecord]>([
  ['not-routed', turnOf({decision: undefined})],
  ['stay', turnOf({decision: decisionOf({tier: 'stay'})})],
  ['stay', turnOf({decision: decisionOf({tier: 'stay', mode: 'observe'})})],
  ['observed', turnOf({decision: decisionOf({mode: 'observe'})})],
  ['observed', turnOf({decision: decisionOf({mode: 'off'})})],
])('%s is never a verdict on a move', (standing, turn) => {
  for (const use of [undefined, ran([]), ran([agentOn('sonnet')])]) {
    expect(judgeTurn(turn, use).standing).toBe(standing);
  }
});

test('every decided tier against every tier that ran has the verdict of their order', () => {
  const order: ModelTier[] = ['haiku', 'sonnet', 'opus'];
  for (const [decided, tier] of order.entries()) {
    for (const [done, name] of order.entries()) {
      const {standing} = judgeTurn(turnOf({decision: decisionOf({tier})}), ran([agentOn(name)]));
      const expected = ['downgraded', 'followed', 'upgraded'][Math.sign(done - decided) + 1];
      expect(standing).toBe(expected);
    }
  }
});
