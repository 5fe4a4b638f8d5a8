import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {findCeiling} from '../../../lib/core/quota/find-ceiling.ts';
import {findSpent} from '../../../lib/core/quota/find-spent.ts';
import {forecastHours, forecastWeek} from '../../../lib/core/quota/forecast-use.ts';
import {measureUse} from '../../../lib/core/quota/measure-use.ts';
import type {QuotaReading} from '../../../lib/core/quota/quota-reading.ts';
import {judgeWindow} from '../../../lib/core/quota/quota-window.ts';
import {
  readRunLimits,
  readStatusLine,
  readStoredReading,
  readTurnEnd,
  writeReading,
} from '../../../lib/core/quota/read-quota.ts';
import {findFirstHour, learnRhythm} from '../../../lib/core/quota/user-rhythm.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const nowMs = Date.parse('2026-11-26T23:00:00Z');

const reading = (said: Partial<QuotaReading> = {}): QuotaReading => ({
  ...{atMs: nowMs - hourMs, window: 'five_hour', used: 0.4, resetsAtMs: nowMs + hourMs},
  ...{isLimited: false, source: 'mod'},
  ...said,
});
const judge = (readings: QuotaReading[], ceiling = 1, ownRunsEndedMs: number[] = []) =>
  judgeWindow('five_hour', readings, {nowMs, ownRunsEndedMs, ceiling});

describe('judgeWindow', () => {
  it('knows nothing of a window of which nobody told, and says so', () => {
    expect(judge([])).toMatchObject({state: 'unknown', because: 'never-read'});
    expect(judge([reading({used: null})])).toMatchObject({state: 'unknown', because: 'no-figure'});
    expect(judge([reading({window: 'seven_day', used: 0.9})])).toMatchObject({state: 'unknown'});
  });

  it('takes the highest of its figures, and raises those of a scale that is too low', () => {
    const readings = [reading({used: 0.5}), reading({used: 0.3, atMs: nowMs})];
    expect(judge(readings)).toMatchObject({state: 'open', used: 0.5});
    expect(judge(readings, 0.5)).toMatchObject({state: 'open', used: 1});
  });

  it('forgets the figures of a window that has ended', () => {
    expect(judge([reading({resetsAtMs: nowMs - 1, atMs: nowMs - 2 * hourMs})])).toEqual({
      state: 'over',
      endedAtMs: nowMs - 1,
    });
  });

  it.each([
    ['a share below 0', {used: -0.1}],
    ['a share far above 1', {used: 40}],
    ['no number', {used: Number.NaN}],
    ['a time to come', {atMs: nowMs + hourMs}],
    ['a reset after more than a window', {resetsAtMs: nowMs + 9 * hourMs}],
    ['a reset before it was read', {resetsAtMs: nowMs - 3 * hourMs}],
  ])('does not believe %s', (_, said) => {
    expect(judge([reading(said)]).state).toBe('unknown');
  });

  it('does not believe a figure that stands still while our own runs go by', () => {
    const still = [reading(), reading({atMs: nowMs})];
    const runs = Array.from({length: 8}, (_, at) => nowMs - hourMs + at * 60_000 + 1);
    expect(judge(still, 1, runs)).toMatchObject({because: 'figure-stands-still'});
    expect(judge(still, 1, runs.slice(1))).toMatchObject({state: 'open'});
    expect(judge([...still, reading({used: 0.41})], 1, runs)).toMatchObject({state: 'open'});
  });

  it('is never taken for free: unknown, or a share that somebody told', () => {
    const any = fc.record({
      atMs: fc.integer({min: nowMs - 10 * hourMs, max: nowMs + hourMs}),
      used: fc.option(fc.double({min: -1, max: 3})),
      resetsAtMs: fc.option(fc.integer({min: nowMs - 6 * hourMs, max: nowMs + 8 * hourMs})),
      isLimited: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(any), (said) => {
        const window = judge(said.map((each) => reading(each)));
        const told = said.map(({used}) => used);
        expect(window.state !== 'open' || told.includes(window.used)).toBe(true);
      }),
    );
  });
});

it('the ceiling is where requests were refused', () => {
  const refused = reading({used: null, isLimited: true, atMs: nowMs});
  expect(findCeiling([reading({used: 0.5}), refused], nowMs)).toBe(0.5);
  expect(findCeiling([reading({used: 0.5})], nowMs)).toBe(1);
  // What was read after it, and one that says more about a missed reading.
  expect(findCeiling([refused, reading({used: 0.3, atMs: nowMs + 1})], nowMs)).toBe(1);
  expect(findCeiling([reading({used: 0.01}), refused], nowMs)).toBe(1);
});

describe('use', () => {
  const rise = (hours: number, used: number, resetsAtMs = nowMs + 6 * dayMs) =>
    reading({
      atMs: nowMs + hours * hourMs,
      used,
      window: 'seven_day',
      resetsAtMs,
    });

  it('is told apart: ours while a run of ours is at work, else the person’s', () => {
    const readings = [rise(0, 0.1), rise(1, 0.2), rise(3, 0.5), rise(4, 0.5)];
    const runs = [{fromMs: nowMs + 2 * hourMs, toMs: nowMs + 2.5 * hourMs}];
    const uses = measureUse('seven_day', readings, runs);
    expect(uses.map(({share, by}) => [share.toFixed(2), by])).toEqual([
      ['0.10', 'user'],
      ['0.30', 'night'],
    ]);
  });

  it('adds up to the rise of the figure, however it was read', () => {
    fc.assert(
      fc.property(fc.array(fc.double({min: 0, max: 1, noNaN: true}), {minLength: 1}), (shares) => {
        const readings = shares.map((share, at) => rise(at / 7, share));
        const sum = measureUse('seven_day', readings, []).reduce((all, {share}) => all + share, 0);
        expect(sum).toBeCloseTo(Math.max(...shares) - (shares[0] ?? 0), 9);
      }),
    );
  });

  it('is forecast from the same stretch of past weeks, and not before there is one', () => {
    const use = (daysAgo: number, share: number, by: 'user' | 'night' = 'user') => ({
      ...{fromMs: nowMs - daysAgo * dayMs, toMs: nowMs - daysAgo * dayMs + hourMs},
      ...{share, by},
    });
    const stretch = {fromMs: nowMs, toMs: nowMs + 2 * dayMs};
    expect(forecastWeek([use(3, 0.5)], stretch)).toBeNull();
    const uses = [use(20, 0.01), use(14, 0.2), use(7, 0.1), use(7, 0.9, 'night'), use(3, 0.5)];
    const forecast = forecastWeek(uses, stretch);
    // Two weeks are few: half as much again.
    expect(forecast?.most).toBeCloseTo(0.3);
    expect(forecast?.likely).toBeCloseTo(0.15);
    // On the last day any day counts.
    expect(forecastWeek(uses, {...stretch, toMs: nowMs + dayMs})?.most).toBeCloseTo(0.5);
  });

  it('takes a week that was used up for one in which the person would have gone on', () => {
    const week = {weekFromMs: nowMs - 12 * dayMs, toMs: nowMs - 5 * dayMs};
    const spent = findSpent(
      [
        rise(-12 * 24 + 1, 0.4, week.toMs),
        rise(-7 * 24, 0.99, week.toMs),
        rise(-6 * 24, 1, week.toMs),
      ],
      1,
    );
    expect(spent).toEqual([{...week, fromMs: nowMs - 7 * dayMs}]);
    const use = {
      fromMs: nowMs - 10 * dayMs,
      toMs: nowMs - 9 * dayMs,
      share: 1,
      by: 'user' as const,
    };
    // Five days for all of it: two more days would have taken two fifths.
    const stretch = {fromMs: nowMs, toMs: nowMs + 4 * dayMs};
    // Two lost days: all that is left is the person's.
    expect(forecastWeek([use], stretch, spent)?.most).toBe(1);
    expect(forecastWeek([use], stretch)?.likely).toBe(0);
    expect(forecastWeek([use], stretch, spent)?.likely).toBeCloseTo(0.4);
  });

  it('is forecast for five hours from the same hours of any day', () => {
    const stretch = {fromMs: nowMs, toMs: nowMs + 4 * hourMs};
    const use = (hoursAgo: number, share: number, by: 'user' | 'night' = 'user') => ({
      ...{fromMs: nowMs - hoursAgo * hourMs, toMs: nowMs - (hoursAgo - 1) * hourMs},
      ...{share, by},
    });
    expect(forecastHours([], stretch)).toBe(0);
    const uses = [
      ...[
        use(5 * 24 - 1, 0.3),
        use(5 * 24 - 3, 0.1),
        use(6 * 24 - 2, 0.2),
        use(24 - 1, 0.9, 'night'),
      ],
      // Before these hours, after them, and too long ago.
      ...[use(3 * 24 + 2, 0.9), use(3 * 24 - 5, 0.9), use(29 * 24 - 1, 0.9)],
    ];
    expect(forecastHours(uses, stretch)).toBeCloseTo(0.5);
  });
});

describe('rhythm', () => {
  const zone = 'Europe/Berlin';
  const at = (text: string) => Date.parse(text);

  it('is the early side of when a person begins, on weekdays and on weekends', () => {
    const days = ['16', '17', '18', '19', '20', '23', '24', '25'];
    const active = days.flatMap((day, index) => [
      at(`2026-11-${day}T08:${10 + index}:00Z`),
      at(`2026-11-${day}T16:00:00Z`),
      // Past midnight: still the day before.
      at(`2026-11-${day}T00:30:00Z`),
    ]);
    const rhythm = learnRhythm(active, {zone, nowMs});
    expect(rhythm).toEqual({weekday: 9 * 60 + 10, weekend: null});
    // From Friday night on, nobody is expected before Monday.
    const friday = at('2026-11-27T22:00:00Z');
    expect(new Date(findFirstHour(rhythm, {zone, nowMs: friday})).toISOString()).toBe(
      '2026-11-30T08:10:00.000Z',
    );
  });

  it('of somebody unknown begins at six', () => {
    expect(learnRhythm([], {zone, nowMs})).toEqual({weekday: 360, weekend: 360});
  });
});

describe('what the client tells', () => {
  const sample = (name: string) => JSON.stringify(samples[name]);
  const samples: Record<string, unknown> = {
    '197': {
      type: 'rate_limit_event',
      rate_limit_info: {status: 'allowed', resetsAt: 1795342169, rateLimitType: 'five_hour'},
    },
    '330': {
      type: 'rate_limit_event',
      rate_limit_info: {
        ...{status: 'allowed', resetsAt: 1795342155, rateLimitType: 'five_hour'},
        unifiedWindows: {
          five_hour: {utilization: 0.35, resetsAt: 1795342155, status: 'allowed'},
          seven_day: {utilization: 0.41, resetsAt: 1795597755, status: 'allowed'},
        },
      },
    },
  };

  it('in a run: 2.1.330 with figures, 2.1.197 without, and without is unknown', () => {
    expect(readRunLimits(sample('330'), nowMs)).toMatchObject([
      {window: 'five_hour', used: 0.35, resetsAtMs: 1795342155000, isLimited: false},
      {window: 'seven_day', used: 0.41, resetsAtMs: 1795597755000},
    ]);
    expect(readRunLimits(sample('197'), nowMs)).toMatchObject([
      {window: 'five_hour', used: null, resetsAtMs: 1795342169000},
    ]);
  });

  it('in the status line, and in the evidence of the mod', () => {
    const limits = {five_hour: {used_percentage: 102, resets_at: 1795340964}};
    expect(readStatusLine({rate_limits: limits}, nowMs)).toMatchObject([
      {window: 'five_hour', used: 1.02, resetsAtMs: 1795340964000, source: 'status-line'},
    ]);
    const quota = [{kind: 'seven_day', percent_used: 41, resets_at: '2026-11-30T00:00:00.000Z'}];
    const line = JSON.stringify({v: 1, at: '2026-11-26T10:00:00.000Z', event: 'turn-end', quota});
    expect(readTurnEnd(line)).toMatchObject([
      {window: 'seven_day', used: 0.41, atMs: Date.parse('2026-11-26T10:00:00Z'), source: 'mod'},
    ]);
  });

  it.each(['', '{', '[]', '{"type":"rate_limit_event"}', '{"event":"turn-end","quota":[1]}'])(
    'or nothing, as in %j',
    (line) => {
      expect([...readRunLimits(line, nowMs), ...readTurnEnd(line)]).toEqual([]);
      expect(readStatusLine(line, nowMs)).toEqual([]);
    },
  );

  it('is kept so that it can be read again', () => {
    for (const each of readRunLimits(sample('330'), nowMs)) {
      expect(readStoredReading(JSON.parse(writeReading(each)))).toEqual(each);
    }
    const limit = reading({used: null, isLimited: true, source: 'run'});
    expect(readStoredReading(JSON.parse(writeReading(limit)))).toEqual(limit);
  });
});
