import {expect, test} from 'vitest';
import {isMark, splitWords} from '../../../lib/core/routing/split-words.ts';

test('words lose their apostrophes, marks stay', () => {
  const words = splitWords("don't run it. why?");
  expect(words.map((word) => word.text)).toEqual(['dont', 'run', 'it', '.', 'why', '?']);
  expect(words.filter(isMark)).toHaveLength(2);
});

test('a phrase of courtesy spans its words', () => {
  expect(splitWords('can you run it')[0]).toMatchObject({span: 2});
  expect(splitWords('please fix it')[0]).toMatchObject({span: 1});
});
