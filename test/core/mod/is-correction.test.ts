import {expect, it} from 'vitest';
import {wantsDepth} from '../../../lib/core/decision/wants-depth.ts';
import {isCorrection} from '../../../lib/core/mod/is-correction.ts';

it.each([
  'undo',
  'undo that',
  'Undo the last change.',
  'please revert it',
  'redo',
  'roll back your changes',
  'no, wrong',
  'No. That is wrong!',
  "no, that's not what i asked for",
  'nope, still broken',
  'wrong',
  'wrong answer',
  'That’s not right',
  'this is just wrong, the test still fails',
])('%s', (prompt) => {
  expect(isCorrection(prompt)).toBe(true);
});

it.each([
  'undo the last migration in staging and tell me what it did',
  'implement undo for the editor',
  'revert the commit 4f2a on main',
  'no',
  'no, use the other file',
  'no rush, run the tests',
  'the result is wrong when the list is empty: fix it',
  'what is wrong with this function?',
  'wrong indentation in a.ts, fix it',
  `no, wrong. ${'Here is a long new description of the work. '.repeat(10)}`,
])('not: %s', (prompt) => {
  expect(isCorrection(prompt)).toBe(false);
});

it.each([
  ['ultrathink: rename this', true],
  ['rename this, think hard', true],
  ['think about the name', false],
  ['what does ultrathinking mean', false],
])('depth: %s', (prompt, expected) => {
  expect(wantsDepth(prompt)).toBe(expected);
});
