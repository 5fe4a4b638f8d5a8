import {expect, test} from 'vitest';
import {readPeriod, readTime} from '../../lib/cli/period-options.ts';

const now = new Date('2026-11-22T12:00:00.000Z');
const at = {now, call: 'tierwise compliance'};

test('times as typed become a period', () => {
  expect(readPeriod({}, at)).toEqual({since: undefined, until: undefined});
  expect(readPeriod({since: '7d', until: '2026-11-20'}, at)).toEqual({
    since: '2026-11-15T12:00:00.000Z',
    until: '2026-11-21T00:00:00.000Z',
  });
});

test.each([
  [{since: 'yesterday'}, '--since "yesterday" is no time', 'tierwise compliance --since 7d'],
  [{until: '7y'}, '--until "7y" is no time', 'tierwise compliance --until 7d'],
  [{since: '1d', until: '2d'}, '--since is not before --until', 'tierwise compliance --since 7d'],
])('%j is refused, and the same call offered with a time that works', (flags, problem, example) => {
  expect(() => readPeriod(flags, at)).toThrow(
    expect.objectContaining({problem: expect.stringContaining(problem), example}),
  );
});

test('a time of another option is refused by its own name', () => {
  const call = 'tierwise queue clean';
  expect(() => readTime('--before', 'foo', {now, isEnd: true, call})).toThrow(
    expect.objectContaining({
      problem: expect.stringContaining('--before "foo" is no time'),
      example: 'tierwise queue clean --before 7d',
    }),
  );
});
