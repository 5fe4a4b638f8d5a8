import {expect, it} from 'vitest';
import {advanceReport, noReport} from '../../../lib/core/run/client-report.ts';
import {requireStructure} from '../../../lib/core/run/require-structure.ts';
import {spec} from './sample-run.ts';

const done = {is_done: true} as const;
const report = (more: object) =>
  advanceReport(noReport, JSON.stringify({type: 'result', result: 'x', ...more}));

it('an answer counts only in the form that was asked for', () => {
  const asked = {...spec, output_schema: {type: 'object'}};
  expect(requireStructure(done, asked, report({structured_output: {a: 1}}))).toEqual(done);
  expect(requireStructure(done, asked, report({}))).toMatchObject({failure: {code: 'bad-output'}});
  expect(requireStructure(done, spec, report({}))).toEqual(done);
});
