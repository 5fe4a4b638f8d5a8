import {describe, expect, it} from 'vitest';
import {evaluateCondition, parseCondition} from '../../../lib/core/workflow/condition.ts';

const values = {
  score: 7.5,
  count: 3,
  text: 'all good',
  files: ['a', 'b'],
  hit: {ok: true, at: 4},
  none: null,
  steps: {fetch: {status: 'failed', output: null}},
};

describe('evaluateCondition', () => {
  it.each([
    ['score > 5', true],
    ['score > 5 && count == 3', true],
    ['count >= 3.5', false],
    ['text.contains("good")', true],
    ['"a" in files && size(files) == 2', true],
    ['files.exists(each, each == "b")', true],
    ['hit.ok && hit.at > 3', true],
    ['has(hit.none)', false],
    ['none == null || none > 3', true],
    ['steps.fetch.status == "failed"', true],
    ['steps["fetch"].output == null', true],
  ])('%s', (text, value) => {
    expect(parseCondition(text)).toMatchObject({ok: true});
    expect(evaluateCondition(text, values)).toEqual({ok: true, value});
  });

  it.each([
    ['hit.missing == 1', /No such key: missing/],
    ['hit.__proto__ == 1', /No such key/],
    ['hit.constructor == 1', /No such key/],
    ['text > 3', /no such overload/],
    ['text', /neither true nor false/],
  ])('%s is refused', (text, problem) => {
    expect(evaluateCondition(text, values)).toEqual({
      ok: false,
      problem: expect.stringMatching(problem),
    });
  });
});

describe('parseCondition', () => {
  it('names what a condition asks about, and not what it binds itself', () => {
    const text =
      'files.exists(file, file == wanted) && steps.a.status == "done" && steps["b-c"].output.ok';
    expect(parseCondition(text)).toEqual({
      ok: true,
      condition: {names: ['files', 'wanted', 'steps'], steps: ['a', 'b-c']},
    });
  });

  it.each(['1 +', '', 'a b', '((((', `${'a && '.repeat(600)}a`])('refuses %#', (text) => {
    expect(parseCondition(text)).toMatchObject({ok: false, problem: expect.any(String)});
  });
});
