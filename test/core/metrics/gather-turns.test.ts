import fc from 'fast-check';
import {expect, test} from 'vitest';
import type {EvidenceEvent} from '../../../lib/core/metrics/evidence-event.ts';
import {type GatherLimits, gatherTurns} from '../../../lib/core/metrics/gather-turns.ts';
import type {SessionTurns, TurnRecord} from '../../../lib/core/metrics/turn.ts';
import {
  agentCall,
  correction,
  decision,
  override,
  toolCall,
  trouble,
  turnEnd,
} from './sample-events.ts';

function gather(events: EvidenceEvent[], limits?: Partial<GatherLimits>) {
  const sessions: SessionTurns[] = [];
  const overrides: {tier: string; isCorrection: boolean}[] = [];
  const gathering = gatherTurns(
    {
      onSession: (session) => sessions.push(session),
      onOverride: ({tier, isCorrection}) => overrides.push({tier, isCorrection}),
    },
    {sessions: 256, turns: 500, remembered: 20_000, ...limits},
  );
  for (const event of events) gathering.add(event);
  gathering.end();
  return {sessions, overrides, turns: sessions.flatMap(({turns}) => turns)};
}

test('the lines of a prompt make one turn', () => {
  const denied = {...toolCall, verdict: 'denied', to: null} as const;
  const {sessions} = gather([
    decision,
    denied,
    {...toolCall, verdict: 'gate-opened'},
    toolCall,
    agentCall,
    turnEnd,
  ]);
  expect(sessions).toMatchObject([
    {
      session: decision.session,
      transcript: '/t/s.jsonl',
      project: '/p',
      turns: [
        {
          prompt: decision.prompt,
          denials: 1,
          isGateOpen: true,
          hasEnded: true,
          rewritten: ['toolu_1'],
          agentCalls: [{agentId: 'a1', model: 'claude-haiku-5-5', hasHandedBack: false}],
          decision: {tier: 'haiku', surface: 'hooks', overheadMs: 61},
        },
      ],
    },
  ]);
});

test('lines without a decision are no turn', () => {
  const {sessions} = gather([{...turnEnd, prompt: 'p9'}, trouble, {...turnEnd, prompt: null}]);
  expect(sessions).toEqual([]);
});

test('the releases of a session stand for one stretch of time after the other', () => {
  const events = Array.from({length: 9}, (_, n) => ({
    ...decision,
    prompt: `p${n}`,
    at: `2026-11-22T10:00:0${n}.000Z`,
  }));
  const {sessions} = gather(events, {turns: 4});
  expect(sessions[0]?.from).toBe(events[0]?.at);
  expect(sessions.at(-1)?.to).toBe('9999');
  for (const [at, session] of sessions.entries()) {
    if (at > 0) expect(session.from).toBe(sessions[at - 1]?.to);
    for (const {prompt} of session.turns) {
      const others = sessions.filter((each) => each !== session);
      expect(others.every((each) => each.isDecidedElsewhere(prompt as string))).toBe(true);
    }
  }
});

test('decisions without a prompt id are turns of their own', () => {
  const {turns} = gather([
    {...decision, prompt: null},
    {...decision, prompt: null, at: '2026-11-22T10:00:01.000Z'},
  ]);
  expect(turns).toHaveLength(2);
});

test('a second decision about a prompt changes nothing', () => {
  const {turns} = gather([decision, {...decision, tier: 'opus'}]);
  expect(turns).toMatchObject([{decision: {tier: 'haiku'}}]);
});

test('a wish right after a moved prompt is a correction', () => {
  const stay = {...decision, prompt: 'p2', tier: 'stay', typed: true} as const;
  const {turns} = gather([decision, stay, {...stay, prompt: 'p3'}]);
  expect(turns.map((turn) => turn.decision?.isCorrection)).toEqual([false, true, false]);
  expect(gather([decision, override]).overrides).toEqual([{tier: 'auto', isCorrection: true}]);
  expect(gather([override]).overrides).toEqual([{tier: 'auto', isCorrection: false}]);
});

test('a correction is a fact about its turn, and the first one counts', () => {
  const next = {...decision, prompt: 'p2'};
  const {turns} = gather([
    decision,
    correction,
    next,
    {...correction, by: 'objection'},
    {...correction, prompt: 'p9'},
  ]);
  expect(turns).toMatchObject([
    {prompt: decision.prompt, correctedBy: 'wrong', hasNext: true},
    {prompt: 'p2', correctedBy: undefined, hasNext: false},
  ]);
});

test('a turn could have been corrected that something came after, where anybody looked', () => {
  const other = {...decision, session: 'other'};
  const next = {...decision, prompt: 'p2'};
  const {watched: _, ...old} = decision;
  const count = (events: EvidenceEvent[]) =>
    gather(events).turns.filter(({hasNext}) => hasNext).length;
  expect(count([decision, other, next])).toBe(1);
  expect(count([old, other, next])).toBe(0);
});

test('a line that comes after its turn was let go makes no second turn', () => {
  const events = Array.from({length: 10}, (_, n) => ({...decision, prompt: `p${n}`}));
  const late = events.map((event) => ({...turnEnd, prompt: event.prompt}));
  const {turns} = gather([...events, ...late], {turns: 2});
  expect(turns).toHaveLength(10);
});

test('law: limits and the mixing of sessions lose no turn and double none', () => {
  const anyEvents = fc.array(
    fc.record({
      session: fc.constantFrom('a', 'b', 'c', 'd'),
      prompt: fc.nat(30),
      end: fc.boolean(),
    }),
    {maxLength: 80},
  );
  const key = ({session, prompt}: TurnRecord) => `${session} ${prompt}`;
  fc.assert(
    fc.property(
      anyEvents,
      fc.record({sessions: fc.integer({min: 1, max: 5}), turns: fc.integer({min: 1, max: 8})}),
      (rows, limits) => {
        const seen = new Set<string>();
        const events = rows.map(({session, prompt, end}) => {
          const isFirst = !seen.has(`${session} ${prompt}`);
          seen.add(`${session} ${prompt}`);
          return {...(end && !isFirst ? turnEnd : decision), session, prompt: `p${prompt}`};
        });
        const bounded = gather(events, limits).turns.map(key).sort();
        expect(bounded).toEqual(gather(events).turns.map(key).sort());
      },
    ),
  );
});
