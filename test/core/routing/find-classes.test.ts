import {expect, test} from 'vitest';
import {correctSpelling, findClasses, findStem} from '../../../lib/core/routing/find-classes.ts';

test('a word is found as it is written, a form through its stem', () => {
  expect(findClasses('commit')).toContain('gitverb');
  expect(findClasses('commits')).toEqual([]);
  expect(findStem('commits')).toBe('commit');
  expect(findStem('xyzzies')).toBeUndefined();
});

test.each([
  ['implment', 'implement'],
  ['refcator', 'refactor'],
  ['runn', 'run'],
  ['commit', 'commit'],
  ['reproduction', 'reproduction'],
  ['zebra', 'zebra'],
])('%s is %s', (word, known) => {
  expect(correctSpelling(word)).toBe(known);
});
