import {expect, it} from 'vitest';
import {readInputs} from '../../../lib/core/workflow/read-inputs.ts';
import type {WorkflowInput} from '../../../lib/core/workflow/workflow.ts';

const inputs: WorkflowInput[] = [
  {name: 'topic', type: 'string', required: true},
  {name: 'depth', type: 'number', required: false, default: 3},
  {name: 'fast', type: 'boolean', required: false},
  {name: 'files', type: 'list', required: false, default: []},
  {name: 'who', type: 'object', required: false},
];

it('reads each type, and the last of two', () => {
  const given = [
    ['topic', '{"a": 1}'],
    ['depth', '4'],
    ['depth', '5.5'],
    ['fast', 'true'],
    ['files', '["a", "b"]'],
    ['who', '{"name": "Ann"}'],
  ] as const;
  expect(readInputs(inputs, given)).toEqual({
    ok: true,
    values: {topic: '{"a": 1}', depth: 5.5, fast: true, files: ['a', 'b'], who: {name: 'Ann'}},
  });
});

it('takes defaults, and null where there is none', () => {
  expect(readInputs(inputs, [['topic', '']])).toEqual({
    ok: true,
    values: {topic: '', depth: 3, fast: null, files: [], who: null},
  });
});

it.each([
  ['depth', 'four', '"depth" takes a number, not "four".'],
  ['files', '{}', '"files" takes a JSON list, as in ["a", "b"], not "{}".'],
  ['fast', 'yes', '"fast" takes true or false, not "yes".'],
  ['topc', 'x', 'There is no input "topc". Did you mean "topic"?'],
])('refuses %s=%s', (name, text, problem) => {
  const given = [['topic', 'x'] as const, [name, text] as const];
  expect(readInputs(inputs, given)).toEqual({ok: false, problems: [problem]});
});

it('names what is missing', () => {
  expect(readInputs(inputs, [])).toEqual({
    ok: false,
    problems: ['"topic" is missing; it takes a text.'],
  });
});
