import {expect, test} from 'vitest';
import {readMoods} from '../../../lib/core/routing/read-moods.ts';

const read = (wish: string, asked = false) =>
  readMoods(
    wish.split(' ').filter((word) => word !== ''),
    {before: (name) => asked && name === 'request'},
  );

test.each([
  ['fix the header .', 'd'],
  ['where is the config ?', 'q'],
  ['the header is too tall ? or not', 'qs'],
  ['i want a smaller header', 'w'],
  ['the header is from our old agency . she liked blue', 'ss'],
  ['it works . now run the tests . what does it print ?', 'sdq'],
  ['ok . great', 'ss'],
  ['', ''],
])('%s: %s', (wish, moods) => {
  expect(read(wish)).toBe(moods);
});

test('what "can you" stood before is told to do, in the first sentence alone', () => {
  expect(read('somehow shrink the header . it is from our agency', true)).toBe('ds');
});
