import {describe, expect, it} from 'vitest';
import {noStep, type StepState} from '../../../lib/core/run/run-state.ts';
import {findForgotten} from '../../../lib/core/workflow/find-forgotten.ts';
import {readWorkflow} from './read-workflow.ts';

const withList = (list: string, more = '') =>
  readWorkflow(`
workflow:
  name: w
  inputs: {files: {type: list}, others: {type: list}}
  steps:
    - {id: a, prompt: x}
    - {id: each, prompt: "{item}", for_each: ${list}${more}}
`);

const names = ['a', 'each', 'each.0', 'each.1', 'each.2', 'each.3'];
const steps: Record<string, StepState> = Object.fromEntries(names.map((name) => [name, noStep]));

const forgotten = (before: string, after: string, state = steps) =>
  findForgotten(withList(before), withList(after), state);

describe('findForgotten', () => {
  it('names the elements whose place has another value now, or none', () => {
    expect(forgotten('[A, B, BAD, C]', '[A, B, C]')).toEqual(['each.2', 'each.3']);
    expect(forgotten('[A, B]', '[A, B, C, D]')).toEqual(['each.2', 'each.3']);
    expect(forgotten('[{n: 1}, B, C, D]', '[{n: 2}, B, C, D]')).toEqual(['each.0']);
  });

  it('names all of them when the list comes from elsewhere', () => {
    expect(forgotten('files', 'others')).toEqual(names.slice(2));
    expect(forgotten('files', '[A, B, C, D]')).toEqual(names.slice(2));
    expect(forgotten('files', 'files')).toEqual([]);
  });

  it('leaves elements alone of whose step all but the list was changed', () => {
    const before = withList('[A, B, C, D]');
    expect(findForgotten(before, withList('[A, B, C, D]', ', on_error: continue'), steps)).toEqual(
      [],
    );
  });

  it('leaves a step alone that is done', () => {
    const decided = {status: 'done', because: 'every element is done'} as const;
    const state = {...steps, each: {...noStep, decided}};
    expect(forgotten('[A, B, BAD, C]', '[A, B, C]', state)).toEqual([]);
  });
});
