import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {judgeStart, type StartFacts} from '../../../lib/core/quota/judge-start.ts';
import {weekReserve} from '../../../lib/core/quota/week-reserve.ts';

const hourMs = 3_600_000;
const nowMs = Date.parse('2026-11-26T23:00:00Z');
const open = (used: number, hours: number) => ({
  ...{state: 'open' as const, used, resetsAtMs: nowMs + hours * hourMs},
  ...{readAtMs: nowMs, isLimited: false},
});

const usual: StartFacts = {
  nowMs,
  night: {startsAtMs: nowMs - hourMs, endsAtMs: nowMs + 7 * hourMs, isOpen: true},
  ...{isOff: false, isStopped: false, isPaused: false, isMetered: false},
  fiveHour: open(0.2, 4),
  week: open(0.3, 12),
  firstHourMs: nowMs + 9 * hourMs,
  expectedOfWeek: {most: 0.1, likely: 0.05},
  expectedOfFiveHours: 0,
  isByHand: false,
  jobShare: {fiveHour: 0.05, week: 0.01},
  ...{running: 0, unseenJobs: 0, lastActiveMs: null, blindJobs: 0, wasLimitedLately: false},
};

const sure = (share: number) => ({most: share, likely: share});
const judge = (facts: Partial<StartFacts>) => judgeStart({...usual, ...facts});
const unknown = {
  ...{state: 'unknown' as const, because: 'no-figure' as const},
  ...{resetsAtMs: null, isLimited: false},
};

describe('judgeStart', () => {
  it('starts what would expire', () => {
    expect(judge({})).toEqual({may: true, alone: false, because: 'left-over-expires'});
  });

  it.each<[string, Partial<StartFacts>]>([
    ['switched-off', {isOff: true, isStopped: true}],
    ['stop-file', {isStopped: true, isPaused: true}],
    ['paused', {isPaused: true}],
    ['outside-the-window', {night: {...usual.night, isOpen: false}}],
    ['you-are-here', {lastActiveMs: nowMs - 60_000}],
    ['limited', {fiveHour: {...open(0.2, 4), isLimited: true}}],
    ['limited', {week: {...unknown, isLimited: true}}],
    ['five-hours-used', {fiveHour: open(0.86, 4)}],
    ['five-hours-used', {fiveHour: open(0.7, 4), unseenJobs: 4}],
    ['five-hours-used', {fiveHour: open(0.5, 4), expectedOfFiveHours: 0.46}],
    // Three nights of one window each can do 0.18 of the week apiece.
    ['later-nights-will-do', {week: open(0.2, 24 * 3 + 8), expectedOfWeek: sure(0.4)}],
    [
      'reaches-into-first-hour',
      {fiveHour: {state: 'over', endedAtMs: nowMs}, firstHourMs: nowMs + 4.9 * hourMs},
    ],
    ['week-kept-for-you', {week: open(0.3, 100), expectedOfWeek: sure(0.55)}],
    ['week-kept-for-you', {week: open(0.79, 100), expectedOfWeek: sure(0.01)}],
    ['week-kept-for-you', {week: open(0.1, 100), expectedOfWeek: null}],
    ['quota-unknown', {fiveHour: unknown, running: 1}],
    ['quota-unknown', {fiveHour: unknown, week: unknown, blindJobs: 2, running: 0}],
    ['quota-unknown', {week: unknown, wasLimitedLately: true}],
  ])('does not: %s', (because, facts) => {
    expect(judge(facts)).toMatchObject({may: false, because});
  });

  it('waits for later nights only as long as they can do all that is left, and nobody asks', () => {
    const week = open(0.2, 24 * 3 + 8);
    expect(judge({week, expectedOfWeek: sure(0.2)}).may).toBe(true);
    expect(judge({week, expectedOfWeek: sure(0.4), isByHand: true}).may).toBe(true);
  });

  it('tries one where the figures are missing or old, and nothing beside it', () => {
    expect(judge({week: unknown})).toMatchObject({may: true, alone: true});
    expect(judge({week: {...open(0.3, 12), readAtMs: nowMs - 7 * hourMs}})).toMatchObject({
      alone: true,
    });
    expect(judge({fiveHour: {state: 'over', endedAtMs: nowMs - 1}})).toMatchObject({alone: true});
  });

  it('asks nothing about a plan of those who pay by use, and everything about the person', () => {
    const paid = {isMetered: true, fiveHour: unknown, week: unknown, running: 5};
    expect(judge(paid)).toMatchObject({may: true, because: 'paid-by-use'});
    expect(judge({...paid, isPaused: true})).toMatchObject({may: false});
  });

  it('never starts more when more is used, expected or running', () => {
    const share = fc.double({min: 0, max: 1, noNaN: true});
    fc.assert(
      fc.property(share, share, share, share, fc.nat(3), (a, b, used, expected, more) => {
        const facts = {
          week: open(used, 48),
          fiveHour: open(Math.min(a, b), 3),
          expectedOfWeek: sure(expected),
        };
        const less = judge(facts);
        const worse = judge({
          ...facts,
          fiveHour: open(Math.max(a, b), 3),
          unseenJobs: more,
          expectedOfWeek: {most: Math.max(expected, a), likely: expected},
          expectedOfFiveHours: b,
        });
        expect(worse.may && !less.may).toBe(false);
      }),
    );
  });
});

it('the reserve of the week falls from 20 % to 3 % over its last day', () => {
  const at = (hours: number) => weekReserve(nowMs, nowMs + hours * hourMs);
  expect([at(100), at(24), at(12), at(0), at(-5)].map((share) => share.toFixed(3))).toEqual([
    ...['0.200', '0.200', '0.115', '0.030', '0.030'],
  ]);
});
