import fc from 'fast-check';
import {expect, test} from 'vitest';
import {foldQuality} from '../../../lib/core/metrics/fold-quality.ts';
import type {JoinedTurn} from '../../../lib/core/metrics/joined-turn.ts';
import type {Standing} from '../../../lib/core/metrics/judge-turn.ts';
import type {DecisionRecord} from '../../../lib/core/metrics/turn.ts';
import {makeDecision, makeTurn} from './make-turn.ts';

function turn({
  standing = 'followed' as Standing,
  hasNext = true,
  correctedBy = undefined as string | undefined,
  ...decision
}: Partial<DecisionRecord> & {
  standing?: Standing;
  hasNext?: boolean;
  correctedBy?: string | undefined;
} = {}): JoinedTurn {
  return {
    project: null,
    ran: undefined,
    judgement: {standing, because: ''},
    turn: makeTurn({hasNext, correctedBy, decision: makeDecision(decision)}),
  };
}

function fold(...turns: JoinedTurn[]) {
  const quality = foldQuality();
  for (const each of turns) quality.add(each);
  return quality.read();
}

const stay = {tier: 'stay', standing: 'stay'} as const;

test('the share is of the turns that something came after', () => {
  const quality = fold(
    turn({correctedBy: 'wrong'}),
    turn(),
    turn({hasNext: false}),
    turn({...stay, kind: 'follow-up'}),
    turn({surface: 'mod', kind: 'docs'}),
  );
  expect(quality.moved).toMatchObject({decisions: 4, moved: 4, answered: 3, corrected: 1});
  expect(quality.moved.share).toBeCloseTo(1 / 3);
  expect(quality.stayed).toMatchObject({decisions: 1, moved: 0, answered: 1, corrected: 0});
  expect(quality.byTier.map(({tier, surface, corrected}) => [tier, surface, corrected])).toEqual([
    ['haiku', 'hooks', 1],
    ['haiku', 'mod', 0],
    ['stay', 'hooks', 0],
  ]);
  expect(quality.byKind).toMatchObject([
    {tier: 'haiku', kind: 'run', decisions: 3},
    {tier: 'haiku', kind: 'docs', surface: 'mod'},
    {tier: 'stay', kind: 'follow-up'},
  ]);
  expect(quality.corrections).toEqual({wrong: 1});
});

test('a small count says how little it tells', () => {
  expect(fold(turn({correctedBy: 'wrong'})).moved).toMatchObject({share: 1, interval: {high: 1}});
  expect(fold(turn({correctedBy: 'wrong'})).moved.interval?.low).toBeLessThan(0.25);
  expect(fold(turn({hasNext: false})).moved).toMatchObject({share: null, interval: null});
  expect(fold().byTier).toEqual([]);
});

test('a move that was not made tells nothing of its tier', () => {
  const quality = fold(
    ...(['not-delegated', 'upgraded', 'gate-opened'] as const).map((standing) =>
      turn({standing, correctedBy: 'wrong'}),
    ),
    turn({standing: 'unknown'}),
    turn({mode: 'observe', standing: 'observed'}),
  );
  expect(quality.moved).toMatchObject({decisions: 1, corrected: 0});
  expect(quality.byTier.map(({tier, decisions}) => [tier, decisions])).toEqual([
    ['haiku', 1],
    ['observed', 1],
    ['not-followed', 3],
  ]);
});

test('a turn that nobody decided is none of it', () => {
  const joined = turn();
  expect(fold({...joined, turn: {...joined.turn, decision: undefined}}).byTier).toEqual([]);
});

test('law: kinds add up to tiers, tiers to the whole, in any order', () => {
  const any = fc.record({
    tier: fc.constantFrom('haiku', 'sonnet', 'stay'),
    kind: fc.constantFrom('run', 'fix', 'docs'),
    surface: fc.constantFrom('hooks', 'mod'),
    hasNext: fc.boolean(),
    isCorrected: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(any), (rows) => {
      const turns = rows.map(({isCorrected, ...row}) =>
        turn({
          ...row,
          standing: row.tier === 'stay' ? 'stay' : 'followed',
          hasNext: row.hasNext || isCorrected,
          correctedBy: isCorrected ? 'wrong' : undefined,
        } as Parameters<typeof turn>[0]),
      );
      const quality = fold(...turns);
      for (const name of ['decisions', 'moved', 'answered', 'corrected'] as const) {
        const sum = (list: readonly Record<typeof name, number>[]) =>
          list.reduce((total, each) => total + each[name], 0);
        expect(sum(quality.byKind)).toBe(sum(quality.byTier));
        expect(quality.moved[name] + quality.stayed[name]).toBe(sum(quality.byTier));
      }
      expect(fold(...turns.reverse())).toEqual(quality);
    }),
  );
});
