import {expect, it} from 'vitest';
import {describeFinding} from '../../../lib/core/health/describe-finding.ts';
import {finding, findingCodes} from '../../../lib/core/health/finding.ts';
import {allFindings} from './all-findings.ts';

it.each(allFindings)('says what, why and how to repair it: $code', (each) => {
  const {what, why, fix} = describeFinding(each);
  expect(what).toMatch(/^\S.{15,}/);
  expect(why).toMatch(/^["\w/].{10,}/);
  expect(fix.length).toBeGreaterThan(10);
  expect([what, why, fix].join()).not.toMatch(/undefined|null|\[object/);
  if (each.severity === 'problem') {
    expect(fix).toMatch(/(?:^|: )(?:tierwise|claude) \S/);
  }
});

it('knows every code', () => {
  expect(allFindings.map(({code}) => code)).toEqual(findingCodes);
});

it('tells variants apart', () => {
  const ignored = {file: '/f', key: 'k', line: 1, column: 1, nearest: null};
  const why = (reason: 'unknown' | 'not-in-project') =>
    describeFinding(finding('config-key-ignored', {...ignored, reason})).why;
  expect(why('unknown')).toMatch(/nobody reads this key\.$/);
  expect(why('not-in-project')).toMatch(/only your own/);
  const forced = {value: 'opus', where: 'here', client: '2.1.197'};
  expect(describeFinding(finding('subagent-model-forced', forced)).why).toMatch(/2\.1\.197 put it/);
  const set = {mode: 'off', because: "the project's .claude/tierwise.json"};
  expect(describeFinding(finding('mode-set', set)).fix).toMatch(/config list/);
});
