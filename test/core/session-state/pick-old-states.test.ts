import {expect, it} from 'vitest';
import {isClockVouchedFor, pickOldStates} from '../../../lib/core/session-state/pick-old-states.ts';

const [old, cutoff, young, future] = [
  '2026-01-01T00:00:00.000Z',
  '2026-02-01T00:00:00.000Z',
  '2026-02-02T00:00:00.000Z',
  '2090-01-01T00:00:00.000Z',
];

it.each([
  ['both times are old', old, old, true],
  ['it is old and cannot be read', old, null, true],
  ['only the file is old, as after a copy', old, young, false],
  ['only the state is old, as after a repair', young, old, false],
  ['a time is from the future', old, future, false],
  ['the file is from the future', future, old, false],
])('a state is old or not: %s', (_name, writtenAt, updatedAt, isOld) => {
  expect(pickOldStates([{session: 's', writtenAt, updatedAt}], cutoff)).toEqual(isOld ? ['s'] : []);
});

it('another young state vouches for the clock; the one being written does not', () => {
  const age = (session: string, at: string) => ({session, writtenAt: at, updatedAt: at});
  const ages = [age('a', old), age('b', old), age('new', young)];
  expect(isClockVouchedFor(ages, {cutoff, except: 'new'})).toBe(false);
  expect(isClockVouchedFor([...ages, age('c', young)], {cutoff, except: 'new'})).toBe(true);
  expect(isClockVouchedFor([age('new', young)], {cutoff, except: 'new'})).toBe(false);
});
