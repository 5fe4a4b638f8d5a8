import {fileURLToPath} from 'node:url';
import {describe, expect, it, test} from 'vitest';
import {readExamples} from '../../../build/training/read-examples.ts';
import {wantsDepth} from '../../../lib/core/decision/wants-depth.ts';
import {findCorrection} from '../../../lib/core/feedback/find-correction.ts';
import type {TurnTrace} from '../../../lib/core/feedback/work-memory.ts';

const moved: TurnTrace = {prompt: 'p', tier: 'haiku', base: 'opus', kind: 'run', at: 0};
const stayed: TurnTrace = {...moved, tier: 'stay'};

function find(prompt: string, {kind = 'follow-up', last = moved} = {}) {
  return findCorrection(prompt, {kind, last});
}

it.each([
  ['undo', 'taken-back'],
  ['undo that', 'taken-back'],
  ['Undo the last change.', 'taken-back'],
  ['please revert it', 'taken-back'],
  ['redo', 'taken-back'],
  ['roll back your changes', 'taken-back'],
  ['no, wrong', 'wrong'],
  ['No. That is wrong!', 'wrong'],
  ["no, that's not what i asked for", 'wrong'],
  ['nope, still broken', 'wrong'],
  ['wrong', 'wrong'],
  ['wrong answer', 'wrong'],
  ['That’s not right', 'wrong'],
  ['this is just wrong, the test still fails', 'wrong'],
  ['still broken', 'still-failing'],
  ['it still fails', 'still-failing'],
  ['The login test still crashes', 'still-failing'],
  ["that didn't work", 'still-failing'],
  ['same error again', 'still-failing'],
  ['geht immer noch nicht', 'still-failing'],
  ['ça ne marche toujours pas', 'still-failing'],
  ['还是不行', 'still-failing'],
  ['no, use the other file', 'objection'],
  ['nope. the one on the right', 'objection'],
])('%s: %s', (prompt, correction) => {
  expect(find(prompt)).toBe(correction);
});

it.each([
  'undo the last migration in staging and tell me what it did',
  'implement undo for the editor',
  'revert the commit 4f2a on main',
  'no',
  'no, thanks',
  'no rush, run the tests',
  "no, that's fine",
  'still there?',
  'is it still failing?',
  'the result is wrong when the list is empty: fix it',
  'what is wrong with this function?',
  'wrong indentation in a.ts, fix it',
  `no, wrong. ${'Here is a long new description of the work. '.repeat(10)}`,
])('not: %s', (prompt) => {
  expect(find(prompt)).toBeUndefined();
});

describe('a typed tier', () => {
  it.each([
    ['alone, above what ran', '~opus', {}, 'redo'],
    ['alone, for the base', '~stay', {}, 'redo'],
    ['alone, no larger', '~haiku', {}, undefined],
    ['alone, after a turn that ran there already', '~opus', {last: stayed}, undefined],
    ['with the same kind of work', '~opus run the tests', {kind: 'run'}, 'larger-tier'],
    ['with the next piece of this work', '~sonnet and the others', {}, 'larger-tier'],
    ['with other work', '~opus design a cache', {kind: 'design'}, undefined],
    ['beside a plain word', '~opus no, wrong', {}, 'wrong'],
  ] as [string, string, {kind?: string; last?: TurnTrace}, string | undefined][])(
    '%s',
    (_name, prompt, facts, expected) => {
      expect(find(prompt, facts)).toBe(expected);
    },
  );
});

test('of our own prompts only those that say "still" are taken for more than what they are', () => {
  const folder = fileURLToPath(new URL('../routing/prompts', import.meta.url));
  const work = readExamples([folder]).filter(({tier}) => tier !== 'stay');
  const taken = work.filter(({text, kind}) => find(text, {kind}) !== undefined);
  expect(work.length).toBeGreaterThan(2000);
  expect(taken.filter(({text}) => !/\bstill\b/i.test(text))).toEqual([]);
  expect(taken.length).toBeLessThan(10);
});

it.each([
  ['ultrathink: rename this', true],
  ['rename this, think hard', true],
  ['think about the name', false],
  ['what does ultrathinking mean', false],
])('depth: %s', (prompt, expected) => {
  expect(wantsDepth(prompt)).toBe(expected);
});
