import {expect, it} from 'vitest';
import {parseReset} from '../../../lib/core/run/parse-reset.ts';

const now = '2026-11-26T09:00:00.000Z';

it.each([
  ['resets 10:09am (UTC)', '2026-11-26T10:09:00.000Z'],
  ['resets 12am (UTC)', '2026-11-27T00:00:00.000Z'],
  ['resets 12:30pm (UTC)', '2026-11-26T12:30:00.000Z'],
  ['resets 8am (UTC)', '2026-11-27T08:00:00.000Z'],
  ['resets 21:15 (GMT)', '2026-11-26T21:15:00.000Z'],
  ['resets 10am (America/New_York)', undefined],
  ['resets soon', undefined],
])('%j is %s', (text, reset) => {
  expect(parseReset(text, now)).toBe(reset);
});
