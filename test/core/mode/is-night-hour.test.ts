import {expect, test} from 'vitest';
import {isNightHour} from '../../../lib/core/mode/is-night-hour.ts';

test('the night is 22:00 to 06:00', () => {
  const hours = Array.from({length: 24}, (_, hour) => hour);
  expect(hours.filter(isNightHour)).toEqual([0, 1, 2, 3, 4, 5, 22, 23]);
});
