import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {advance} from '../../../lib/core/mod/advance.ts';
import {chooseStep} from '../../../lib/core/mod/choose-step.ts';
import {judgeSpawn} from '../../../lib/core/mod/judge-spawn.ts';
import type {ModEvent} from '../../../lib/core/mod/mod-event.ts';
import {freshState, type ModState} from '../../../lib/core/mod/mod-state.ts';
import {planTurn} from '../../../lib/core/mod/plan-turn.ts';
import {
  isSessionMemory,
  noMemory,
  type SessionMemory,
  wasMoved,
} from '../../../lib/core/mod/session-memory.ts';

const opus = 'claude-opus-5-5';
const haiku = 'claude-haiku-5-5';
const small = 'run the tests and show me the failures';
const risky = 'drop the users table in production';

function play(state: ModState, ...events: ModEvent[]): ModState {
  return events.reduce((now, event) => advance(now, event, 1000), state);
}

function plan(state: ModState, prompt: string, text = prompt) {
  return planTurn({
    promptId: null,
    prompt,
    text,
    choice: {mode: 'directive', because: 'test', noted: []},
    question: {environmentTier: undefined, isPlanMode: false, config: {}, project: {}},
    baseModel: state.base ?? opus,
    memory: state.memory,
    cache: {context: 1000, isWarm: true, lifetime: '5m'},
    hasEconomics: false,
    client: '2.1.330',
  });
}

const opened: ModEvent = {type: 'opened', session: 's', source: 'startup', isCacheExpired: false};

function begin(
  memory?: SessionMemory,
  {
    source = 'startup',
    clientModel = opus,
    restored,
  }: {source?: 'startup' | 'resume'; clientModel?: string; restored?: string} = {},
): ModState {
  return play(
    freshState,
    {...opened, source} as ModEvent,
    ...(restored === undefined ? [] : [{type: 'switched', to: restored, by: 'resume'} as ModEvent]),
    {type: 'recalled', session: 's', memory},
    {type: 'model-seen', clientModel, defaultModel: undefined},
  );
}

function ask(state: ModState, prompt: string, id = 't', messages = 10): ModState {
  return play(
    state,
    {type: 'planned', plan: plan(state, prompt)},
    {type: 'turn-started', id, text: prompt},
    {type: 'step-sent', turnId: id, messages},
  );
}

function end(state: ModState, id = 't', wasAnswered = true): ModState {
  return play(state, {type: 'turn-ended', id, wasAnswered});
}

/** Nothing was moved, so there is no base to go back to. */
const {last: _last, at: _at, ...noWayBack} = {...noMemory, last: undefined};

function sent(state: ModState, model = opus, id = 't'): string {
  return chooseStep(state, {turnId: id, agentId: undefined, model, effort: 'high'}).model;
}

describe('a session', () => {
  it('sends a moved turn on its tier and remembers the base before', () => {
    const state = ask(begin(), small);
    expect(sent(state)).toBe('haiku');
    expect(state.memory).toMatchObject({base: opus, sent: ['haiku']});
    expect(isSessionMemory(JSON.parse(JSON.stringify(state.memory)))).toBe(true);
    expect(
      chooseStep(state, {turnId: 't', agentId: undefined, model: opus, effort: 'high'}).effort,
    ).toBe('medium');
  });

  it('sends the base after a resume that took our model for its own', () => {
    const memory = ask(begin(), small).memory;
    const resumed = begin(memory, {source: 'resume', clientModel: haiku, restored: haiku});
    expect(resumed.base).toBe(opus);
    const risk = ask(resumed, risky);
    expect(sent(risk, haiku)).toBe(opus);
    // A model that somebody else chose for the request stays.
    expect(sent(risk, 'claude-sonnet-5-5')).toBe('claude-sonnet-5-5');
    // So does a turn that nobody's prompt began.
    expect(
      sent(play(resumed, {type: 'turn-started', id: 'x', text: '<bash-stdout>'}), haiku, 'x'),
    ).toBe(opus);
  });

  it('leaves a session alone that was never moved', () => {
    const state = ask(begin(), risky);
    expect(state.memory).toMatchObject(noWayBack);
    expect(sent(state, opus)).toBe(opus);
  });

  it('gives a failed move up, for the turn and for the session', () => {
    const failed = play(ask(begin(), small), {type: 'step-failed', tier: 'haiku'});
    expect(sent(failed)).toBe(opus);
    expect(sent(ask(end(failed), small, 'u', 20), opus, 'u')).toBe(opus);
  });

  it('takes a shrunken conversation after an answered moved turn for an undo', () => {
    const moved = end(ask(begin(), small, 't', 10));
    expect(ask(moved, small, 'u', 13).memory.isStopped).toBe(false);
    const undone = ask(moved, small, 'u', 10);
    expect(undone.memory.isStopped).toBe(true);
    expect(sent(undone, opus, 'u')).toBe(opus);
    expect(undone.last?.promptId).toBeNull();
    const compacted = play(moved, {type: 'compacted'});
    expect(ask(compacted, small, 'u', 5).memory.isStopped).toBe(false);
    const aborted = end(ask(begin(), small, 't', 10), 't', false);
    expect(ask(aborted, small, 'u', 10).memory.isStopped).toBe(false);
  });

  it('follows /model and pauses, until /tier auto', () => {
    const moved = end(ask(begin(), small));
    const switched = play(moved, {type: 'switched', to: 'claude-sonnet-5-5', by: 'person'});
    expect(switched).toMatchObject({
      base: 'claude-sonnet-5-5',
      memory: {base: 'claude-sonnet-5-5', isPaused: true},
    });
    expect(sent(ask(switched, small, 'u', 20), 'claude-sonnet-5-5', 'u')).toBe('claude-sonnet-5-5');
    const auto = play(switched, {type: 'tier-set', tier: 'auto'});
    expect(sent(ask(auto, small, 'u', 20), 'claude-sonnet-5-5', 'u')).toBe('haiku');
  });

  it.each([
    ['wrong', {isStopped: true}],
    ['still-failing', {isStopped: false, failures: [{tier: 'haiku', kind: 'run'}]}],
  ] as const)('learns from a correction: %s', (by, learned) => {
    const corrected = play(end(ask(begin(), small)), {type: 'corrected', by});
    expect(corrected.memory).toMatchObject(learned);
    expect(sent(ask(corrected, small, 'u', 20), opus, 'u')).toBe(opus);
    expect(sent(ask(corrected, '~haiku look', 'u', 20), opus, 'u')).toBe('haiku');
    const auto = play(corrected, {type: 'tier-set', tier: 'auto'});
    expect(sent(ask(auto, small, 'u', 20), opus, 'u')).toBe('haiku');
  });

  it('gives a running turn up that a correction is about, and no other', () => {
    const running = ask(begin(), small);
    expect(sent(play(running, {type: 'corrected', by: 'still-failing'}))).toBe(opus);
    expect(sent(play(running, {type: 'corrected', by: 'objection'}))).toBe('haiku');
    // What ran on the base in the end teaches nothing about haiku.
    const failed = end(play(running, {type: 'step-failed', tier: 'haiku'}));
    expect(play(failed, {type: 'corrected', by: 'wrong'}).memory.isStopped).toBe(false);
  });

  it('knows the last turn over a resume, until a command of somebody else ran', () => {
    const {memory} = end(ask(begin(), small));
    expect(memory.last).toMatchObject({tier: 'haiku', base: 'opus', kind: 'run'});
    const resumed = begin(JSON.parse(JSON.stringify(memory)), {source: 'resume'});
    expect(play(resumed, {type: 'corrected', by: 'wrong'}).memory.isStopped).toBe(true);
    const start = (text: string) => play(resumed, {type: 'turn-started', id: 'x', text});
    expect(start('<task-notification>').memory.last).toEqual(memory.last);
    expect(start('Review the changes.').memory.last).toBeUndefined();
  });

  it('binds a plan to the turn that begins with its text, and to no other', () => {
    const waiting = play(begin(), {type: 'planned', plan: plan(begin(), small)});
    const notice = play(waiting, {type: 'turn-started', id: 'n', text: '<task-notification>'});
    expect(sent(notice, opus, 'n')).toBe(opus);
    expect(
      sent(play(end(notice, 'n'), {type: 'turn-started', id: 'u', text: small}), opus, 'u'),
    ).toBe('haiku');
  });

  it('takes the newest plan where the same words went into a turn that is over', () => {
    const running = ask(begin(), 'look around', 'a');
    const folded = play(running, {type: 'planned', plan: plan(running, small)});
    const staying = play(end(folded, 'a'), {type: 'tier-set', tier: 'stay'});
    const again = play(
      staying,
      {type: 'planned', plan: plan(staying, small)},
      {type: 'turn-started', id: 'b', text: small},
    );
    expect(sent(again, opus, 'b')).toBe(opus);
    expect(again.waiting).toEqual([]);
  });

  it('keeps the plans of the same words that wait behind a running turn', () => {
    const running = ask(begin(), 'look around', 'a');
    const queued = play(
      running,
      {type: 'planned', plan: plan(running, small)},
      {type: 'planned', plan: plan(running, small)},
    );
    const first = play(end(queued, 'a'), {type: 'turn-started', id: 'b', text: small});
    expect(sent(first, opus, 'b')).toBe('haiku');
    const second = play(end(first, 'b'), {type: 'turn-started', id: 'c', text: small});
    expect(sent(second, opus, 'c')).toBe('haiku');
  });

  it('forgets everything but the store as another conversation opens', () => {
    const next = play(ask(begin(), small), {...opened, session: 'other', source: 'clear'});
    expect(next).toMatchObject({session: 'other', memory: noMemory, turn: undefined, waiting: []});
  });
});

describe('subagents', () => {
  const call = {
    agent: 'general-purpose',
    model: undefined,
    parentAgentId: undefined,
    isFork: false,
    isResumed: false,
  };
  const moved = ask(begin(), small);

  it.each([
    ['general-purpose', {}, 'haiku'],
    ['an opus of ours', {agent: 'tierwise:tierwise-opus', model: 'opus'}, 'haiku'],
    ['Explore', {agent: 'Explore'}, 'haiku'],
    ["a user's own", {agent: 'reviewer'}, undefined],
    ['a mapped one', {agent: 'mapped'}, 'sonnet'],
    ['a fork', {agent: 'fork', isFork: true}, 'haiku'],
    ['a resumed one', {isResumed: true}, undefined],
    ['of an agent that was moved', {parentAgentId: 'a'}, 'sonnet'],
    ['of an agent that was not', {parentAgentId: 'b'}, undefined],
  ])('%s', (_, changes, tier) => {
    const state = play(moved, {
      type: 'agent-started',
      agentId: 'a',
      route: {tier: 'sonnet', isOwn: false},
    });
    expect(judgeSpawn(state, {...call, ...changes}, {mapped: 'sonnet'})).toBe(tier);
  });

  it('are left alone in a turn that stays', () => {
    expect(judgeSpawn(ask(begin(), risky), call, {})).toBeUndefined();
  });

  it('goes on where its parent would have been once the tier has failed', () => {
    const state = play(
      moved,
      {type: 'agent-started', agentId: 'a', route: {tier: 'haiku', isOwn: false}},
      {type: 'step-failed', tier: 'haiku'},
    );
    const step = {turnId: 'a1', agentId: 'a', model: haiku, effort: undefined};
    expect(chooseStep(state, step)).toMatchObject({model: opus, moved: undefined});
  });
});

describe('laws', () => {
  const actions = fc.array(
    fc.oneof(
      fc
        .constantFrom(small, risky, 'yes, continue', '~haiku look', '~opus look')
        .map((prompt) => ({do: 'ask' as const, prompt})),
      fc.constantFrom(opus, 'claude-sonnet-5-5').map((model) => ({do: 'switch' as const, model})),
      fc.constantFrom('fail', 'resume', 'correct', 'auto', 'compact', 'abort').map((what) => ({
        do: what as 'fail' | 'resume' | 'correct' | 'auto' | 'compact' | 'abort',
      })),
    ),
    {maxLength: 25},
  );

  it('every request carries the decided tier or the model that the person chose last', () => {
    fc.assert(
      fc.property(actions, (list) => {
        let state = begin();
        let chosen = opus;
        /** What the client believes, and what it would restore. */
        let client = opus;
        let lastSent = opus;
        let messages = 10;
        list.forEach((action, at) => {
          const id = `t${at}`;
          switch (action.do) {
            case 'ask': {
              messages += 3;
              const planned = plan(state, action.prompt);
              state = play(
                state,
                {type: 'planned', plan: planned},
                {type: 'turn-started', id, text: action.prompt},
                {type: 'step-sent', turnId: id, messages},
              );
              const tier = planned.move?.tier;
              const model = sent(state, client, id);
              expect(model).toBe(tier ?? chosen);
              if (tier !== undefined) {
                // The way back was written down before the request left.
                expect(wasMoved(state.memory) && state.memory.base).toBe(chosen);
                expect(['haiku', 'sonnet']).toContain(tier);
              }
              lastSent = tier === undefined ? chosen : `claude-${tier}-5-5`;
              state = play(
                state,
                {
                  type: 'step-answered',
                  model: lastSent,
                  isMoved: tier !== undefined,
                  lifetime: undefined,
                },
                {type: 'turn-ended', id, wasAnswered: true},
              );
              break;
            }
            case 'switch':
              chosen = action.model;
              client = action.model;
              lastSent = action.model;
              state = play(state, {type: 'switched', to: action.model, by: 'person'});
              break;
            case 'fail':
              state = play(state, {type: 'step-failed', tier: 'haiku'});
              break;
            case 'resume':
              client = lastSent;
              state = begin(JSON.parse(JSON.stringify(state.memory)), {
                source: 'resume',
                clientModel: client,
                restored: client,
              });
              break;
            case 'correct':
              state = play(state, {type: 'corrected', by: 'wrong'});
              break;
            case 'auto':
              state = play(state, {type: 'tier-set', tier: 'auto'});
              break;
            case 'compact':
              messages = 4;
              state = play(state, {type: 'compacted'});
              break;
            case 'abort':
              state = play(
                state,
                {type: 'turn-started', id, text: 'x'},
                {type: 'turn-ended', id, wasAnswered: false},
              );
              break;
          }
        });
      }),
      {numRuns: 500},
    );
  });
});
