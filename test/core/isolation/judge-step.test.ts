import fc from 'fast-check';
import {describe, expect, it, test} from 'vitest';
import type {FileState, FileStep} from '../../../lib/core/isolation/change.ts';
import {judgeStep, orderSteps} from '../../../lib/core/isolation/judge-step.ts';

const one: FileState = {mode: '100644', id: '1'};
const two: FileState = {mode: '100644', id: '2'};
const step = (before: FileState | null, after: FileState | null, path = 'a'): FileStep => ({
  path,
  before,
  after,
});

describe('judgeStep', () => {
  test.each([
    ['as it was', step(one, two), one, 'to do'],
    ['as it is to be', step(one, two), two, 'done'],
    ['still absent', step(null, two), null, 'to do'],
    ['gone', step(one, null), null, 'done'],
    ['runnable by now', step(one, two), {mode: '100755', id: '1'}, 'foreign'],
    ['gone by another hand', step(one, two), null, 'foreign'],
    ['there by another hand', step(null, two), one, 'foreign'],
    ['no file', step(null, two), 'foreign', 'foreign'],
  ] as const)('%s', (_, its, standing, progress) => {
    expect(judgeStep(its, standing)).toBe(progress);
  });
});

it('what goes comes first and deepest first, so that a folder makes room', () => {
  const steps = [
    step(null, one, 'f'),
    step(one, null, 'f/a'),
    step(one, null, 'f/b/c'),
    step(one, null, 'g'),
    step(null, one, 'g/x'),
  ];
  expect(orderSteps(steps).map(({path}) => path)).toEqual(['f/b/c', 'f/a', 'g', 'f', 'g/x']);
});

it('no step is lost by ordering', () => {
  const any = fc.record({
    path: fc.string(),
    before: fc.constantFrom(one, null),
    after: fc.constantFrom(two, null),
  });
  fc.assert(
    fc.property(fc.array(any), (steps) => {
      expect(new Set(orderSteps(steps))).toEqual(new Set(steps));
      expect(orderSteps(steps)).toHaveLength(steps.length);
    }),
  );
});
