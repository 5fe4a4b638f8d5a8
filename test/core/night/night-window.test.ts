import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {addDays, toInstant, toLocalTime, weekdayOf} from '../../../lib/core/night/local-time.ts';
import {
  defaultWindow,
  findNight,
  parseNightWindow,
  writeNightWindow,
} from '../../../lib/core/night/night-window.ts';

const hourMs = 3_600_000;
const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/Sao_Paulo',
  'Asia/Kolkata',
  'Asia/Beirut',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'America/St_Johns',
] as const;

/** 2000 to 2035, to the second: a zone's rules change in between. */
const instant = fc.integer({min: 946_684_800, max: 2_051_222_400}).map((seconds) => seconds * 1000);
const zone = fc.constantFrom(...zones);
const minute = fc.nat(24 * 60 - 1);
const window = fc
  .tuple(minute, minute)
  .filter(([start, end]) => start !== end)
  .map(([startMinute, endMinute]) => ({startMinute, endMinute}));

const at = (text: string): number => Date.parse(text);
const show = ({startsAtMs, endsAtMs, isOpen}: ReturnType<typeof findNight>) => [
  new Date(startsAtMs).toISOString().slice(0, 16),
  new Date(endsAtMs).toISOString().slice(0, 16),
  isOpen,
];

describe('toInstant', () => {
  it('gives back the minute that the wall shows, or the first of two', () => {
    fc.assert(
      fc.property(instant, zone, (now, place) => {
        const {hour, minute: shown, second, ...day} = toLocalTime(now, place);
        const back = toInstant(day, hour * 60 + shown, place);
        const isSame = back === now - second * 1000;
        // Shown twice: ours is the first, within the hour or half hour that is shown again.
        const isFirst = back < now && now - back <= hourMs + 60_000;
        expect(isSame || isFirst).toBe(true);
        expect(toLocalTime(back, place)).toMatchObject({...day, hour, minute: shown});
      }),
      {numRuns: 500},
    );
  });

  it('counts a skipped time as that much later', () => {
    const day = {year: 2026, month: 3, day: 29};
    expect(toInstant(day, 2 * 60 + 30, 'Europe/Berlin')).toBe(at('2026-03-29T01:30:00Z'));
    expect(toLocalTime(at('2026-03-29T01:30:00Z'), 'Europe/Berlin')).toMatchObject({
      hour: 3,
      minute: 30,
    });
  });
});

describe('findNight', () => {
  it.each([
    ['before it', '2026-11-26T12:00:00Z', 'UTC', ['2026-11-26T22:00', '2026-11-27T06:00', false]],
    ['at its start', '2026-11-26T22:00:00Z', 'UTC', ['2026-11-26T22:00', '2026-11-27T06:00', true]],
    [
      'past midnight',
      '2026-11-27T03:00:00Z',
      'UTC',
      ['2026-11-26T22:00', '2026-11-27T06:00', true],
    ],
    ['at its end', '2026-11-27T06:00:00Z', 'UTC', ['2026-11-27T22:00', '2026-11-28T06:00', false]],
    [
      'in summer',
      '2026-07-01T21:00:00Z',
      'Europe/Berlin',
      ['2026-07-01T20:00', '2026-07-02T04:00', true],
    ],
    [
      'as the clocks go forward: seven hours',
      '2026-03-29T00:30:00Z',
      'Europe/Berlin',
      ['2026-03-28T21:00', '2026-03-29T04:00', true],
    ],
    [
      'as the clocks go back: nine hours',
      '2026-10-25T00:30:00Z',
      'Europe/Berlin',
      ['2026-10-24T20:00', '2026-10-25T05:00', true],
    ],
    [
      'on the day that Samoa left out',
      '2011-12-30T08:00:00Z',
      'Pacific/Apia',
      ['2011-12-30T08:00', '2011-12-30T16:00', true],
    ],
  ])('%s', (_, now, place, expected) => {
    expect(show(findNight(defaultWindow, place, at(now)))).toEqual(expected);
  });

  it('skips a night that falls into the hour which the clocks leave out', () => {
    const short = {startMinute: 2 * 60 + 50, endMinute: 3 * 60 + 10};
    const night = findNight(short, 'Europe/Berlin', at('2026-03-28T12:00:00Z'));
    expect(show(night)).toEqual(['2026-03-30T00:50', '2026-03-30T01:10', false]);
  });

  it('is the one that is on, or the next one to come', () => {
    fc.assert(
      fc.property(window, zone, instant, (hours, place, now) => {
        const night = findNight(hours, place, now);
        expect(night.startsAtMs).toBeLessThan(night.endsAtMs);
        expect(night.endsAtMs).toBeGreaterThan(now);
        expect(night.isOpen).toBe(night.startsAtMs <= now);
        // A day, the hour of a change of clocks, and the date line.
        expect(night.startsAtMs - now).toBeLessThan(50 * hourMs);
      }),
      {numRuns: 500},
    );
  });

  it('is the same night for as long as it lasts, and the next one begins after it', () => {
    fc.assert(
      fc.property(
        window,
        zone,
        instant,
        fc.double({min: 0, max: 1, noNaN: true}),
        (hours, place, now, part) => {
          const night = findNight(hours, place, now);
          const within =
            night.startsAtMs + Math.floor(part * (night.endsAtMs - night.startsAtMs - 1));
          expect(findNight(hours, place, within)).toEqual({...night, isOpen: true});
          const next = findNight(hours, place, night.endsAtMs);
          expect(next.startsAtMs).toBeGreaterThanOrEqual(night.endsAtMs);
        },
      ),
      {numRuns: 500},
    );
  });
});

it.each([
  ['22:00-06:00', '22:00-06:00'],
  ['22-6', '22:00-06:00'],
  [' 1:30 - 02:15 ', '01:30-02:15'],
  ['00:00-23:59', '00:00-23:59'],
])('parseNightWindow %j', (text, expected) => {
  const parsed = parseNightWindow(text);
  expect(parsed && writeNightWindow(parsed)).toBe(expected);
});

it.each([
  '',
  '22',
  '22:00',
  '25-6',
  '22:60-6',
  '22-22',
  '22:00-22:00',
  '24:00-06:00',
  'a-b',
  '-1-6',
])('parseNightWindow refuses %j', (text) => {
  expect(parseNightWindow(text)).toBeUndefined();
});

it('writes a window so that it can be read again', () => {
  fc.assert(
    fc.property(window, (hours) => {
      expect(parseNightWindow(writeNightWindow(hours))).toEqual(hours);
    }),
  );
});

it('adds days across months and years', () => {
  expect(addDays({year: 2026, month: 12, day: 31}, 1)).toEqual({year: 2027, month: 1, day: 1});
  expect(addDays({year: 2028, month: 3, day: 1}, -1)).toEqual({year: 2028, month: 2, day: 29});
  expect(weekdayOf({year: 2026, month: 11, day: 26})).toBe(4);
});
