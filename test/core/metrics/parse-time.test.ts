import {expect, test} from 'vitest';
import {dayOf, parseTime} from '../../../lib/core/metrics/parse-time.ts';

const now = new Date('2026-11-22T12:00:00.000Z');

test.each([
  ['7d', '2026-11-15T12:00:00.000Z', '2026-11-15T12:00:00.000Z'],
  ['24h', '2026-11-21T12:00:00.000Z', '2026-11-21T12:00:00.000Z'],
  ['30m', '2026-11-22T11:30:00.000Z', '2026-11-22T11:30:00.000Z'],
  ['2w', '2026-11-08T12:00:00.000Z', '2026-11-08T12:00:00.000Z'],
  ['2026-11-20', '2026-11-20T00:00:00.000Z', '2026-11-21T00:00:00.000Z'],
  ['2026-11-20T08:00:00Z', '2026-11-20T08:00:00.000Z', '2026-11-20T08:00:00.000Z'],
  ['2026-11-20T08:00:00+02:00', '2026-11-20T06:00:00.000Z', '2026-11-20T06:00:00.000Z'],
])('%s', (text, start, end) => {
  expect(parseTime(text, {now, isEnd: false})).toBe(start);
  expect(parseTime(text, {now, isEnd: true})).toBe(end);
});

test.each(['', 'yesterday', '7', '7y', '-7d', '2026-13-01', '2026-11', '999999d'])(
  'no time: "%s"',
  (text) => {
    expect(parseTime(text, {now, isEnd: false})).toBeUndefined();
  },
);

test('days go over the end of a month', () => {
  expect(dayOf('2026-11-30T23:59:59.999Z', 1)).toBe('2026-12-01');
  expect(dayOf('2026-03-01T00:00:00.000Z', -1)).toBe('2026-02-28');
});
