import {describe, expect, it} from 'vitest';
import type {CheckedConfig} from '../../../lib/core/config/check-config.ts';
import type {Result} from '../../../lib/core/failure/failure.ts';
import {judgeConfig} from '../../../lib/core/health/judge-config.ts';

describe('judgeConfig', () => {
  const right: Result<CheckedConfig> = {ok: true, value: {problems: [], warnings: []}};
  const problem = {key: 'mode', line: 1, column: 2, expected: 'x', found: 'y'};
  const warning = {key: 'k', line: 1, column: 1, reason: 'unknown', nearest: null} as const;

  it('says that a file is valid, or that none is needed', () => {
    const healthy = (kind: 'user' | 'project', isThere: boolean) =>
      judgeConfig({kind, file: '/f', isThere, checked: right}).healthy;
    expect(healthy('user', true)).toBe('/f is valid');
    expect(healthy('user', false)).toMatch(/default/);
    expect(healthy('project', false)).toBeUndefined();
  });

  it.each([
    ['user', ['config-wrong-value', 'config-key-ignored']],
    ['project', ['project-config-broken', 'config-key-ignored']],
  ] as const)('finds wrong values and unknown keys of the %s', (kind, codes) => {
    const value = {problems: [problem], warnings: [warning]};
    const checked: Result<CheckedConfig> = {ok: true, value};
    const {findings} = judgeConfig({kind, file: '/f', isThere: true, checked});
    expect(findings.map(({code}) => code)).toEqual(codes);
  });

  it.each([
    ['user', 'config-broken'],
    ['project', 'project-config-broken'],
  ] as const)('finds a broken file of the %s', (kind, code) => {
    const failure = {
      code: 'config-not-json',
      file: '/f',
      line: 1,
      column: 2,
      problem: 'comment',
    } as const;
    const checked = {ok: false, failure} as const;
    const {findings} = judgeConfig({kind, file: '/f', isThere: true, checked});
    expect(findings).toMatchObject([
      {code, facts: {why: ['Line 1, column 2: JSON has no comments.']}},
    ]);
  });
});
