import {expect, test} from 'vitest';
import {readPeriod} from '../../lib/cli/period-options.ts';

const now = new Date('2026-11-22T12:00:00.000Z');

test('times as typed become a period', () => {
  expect(readPeriod({}, now)).toEqual({since: undefined, until: undefined});
  expect(readPeriod({since: '7d', until: '2026-11-20'}, now)).toEqual({
    since: '2026-11-15T12:00:00.000Z',
    until: '2026-11-21T00:00:00.000Z',
  });
});

test.each([
  [{since: 'yesterday'}, '--since "yesterday" is no time'],
  [{until: '7y'}, '--until "7y" is no time'],
  [{since: '1d', until: '2d'}, '--since is not before --until'],
])('%j is refused', (flags, problem) => {
  expect(() => readPeriod(flags, now)).toThrow(problem);
});
