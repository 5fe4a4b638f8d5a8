import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {checkConfig} from '../../../lib/core/config/check-config.ts';
import {isConfig, isProjectConfig} from '../../../lib/core/config/config.ts';
import {nearValid} from '../near-valid.ts';

function check(text: string, kind: 'user' | 'project' = 'user') {
  const checked = checkConfig(text, kind, '/c/config.json');
  if (!checked.ok) {
    throw new Error(checked.failure.code);
  }
  return checked.value;
}

describe('checkConfig', () => {
  it('says nothing about a file that is right', () => {
    expect(check('{"$schema": "x", "mode": "observe", "agents": {"any": "opus"}}')).toEqual({
      problems: [],
      warnings: [],
    });
    expect(check('\uFEFF{}')).toEqual({problems: [], warnings: []});
  });

  it('finds wrong values by line and column', () => {
    const text =
      '{\n  "mode": "on",\n  "agents": {"a": 3},\n  "rules": [\n    {"when": {}}\n  ]\n}';
    expect(check(text).problems).toEqual([
      {
        key: 'mode',
        line: 2,
        column: 11,
        expected: 'one of off, observe, directive, orchestration',
        found: '"on"',
      },
      {
        key: 'agents.a',
        line: 3,
        column: 19,
        expected: 'one of haiku, sonnet, opus',
        found: '3',
      },
      {
        key: 'rules[0].tier',
        line: 5,
        column: 5,
        expected: 'one of haiku, sonnet, opus, stay',
        found: 'missing',
      },
    ]);
  });

  it.each([
    ['{"allowUp": "yes"}', 'allowUp', 'true or false', '"yes"'],
    ['{"agents": []}', 'agents', 'an object', 'an array'],
    ['{"rules": {}}', 'rules', 'an array', 'an object'],
    ['{"$schema": 1}', '$schema', 'a text in quotes', '1'],
    [
      '{"prices": {"m": {"input": -1, "output": 1, "cacheRead": 1, "cacheWrite5m": 1, "cacheWrite1h": 1}}}',
      'prices.m.input',
      'a number of 0 or more',
      '-1',
    ],
    ['{"prices": {"m": 3}}', 'prices.m', 'an object', '3'],
  ])('says what a key takes: %s', (text, key, expected, found) => {
    expect(check(text).problems).toMatchObject([{key, expected, found}]);
  });

  it('a long wrong value is cut, and of two of a name the last one counts', () => {
    const {problems} = check(`{"mode": "observe",\n"mode": "${'x'.repeat(100)}"}`);
    expect(problems).toMatchObject([{line: 2, found: expect.stringMatching(/^"x+…$/)}]);
  });

  it('warns of keys that nobody reads, with the nearest one', () => {
    const text = '{\n "moed": "off",\n "rules": [{"when": {"promt": "x"}, "tier": "haiku"}]\n}';
    expect(check(text).warnings).toEqual([
      {key: 'moed', line: 2, column: 2, reason: 'unknown', nearest: 'mode'},
      {key: 'rules[0].when.promt', line: 3, column: 22, reason: 'unknown', nearest: 'prompt'},
    ]);
  });

  it('warns of what a project may not say', () => {
    expect(check('{"tier": "haiku", "x": 1}', 'project').warnings).toMatchObject([
      {key: 'tier', reason: 'not-in-project'},
      {key: 'x', reason: 'unknown'},
    ]);
  });

  it.each([
    ['{"mode": "off",}', {code: 'config-not-json', line: 1, column: 15, problem: 'trailing-comma'}],
    ['// a\n{}', {code: 'config-not-json', problem: 'comment'}],
    ['', {code: 'config-not-json', problem: 'empty'}],
    ['[]', {code: 'config-not-an-object', found: 'an array'}],
  ])('refuses %j', (text, failure) => {
    expect(checkConfig(text, 'user', '/f')).toMatchObject({
      ok: false,
      failure: {file: '/f', ...failure},
    });
  });

  it('finds a problem exactly where hooks find the file broken', () => {
    const samples = [{}, {mode: 'off', rules: [{when: {}, tier: 'haiku'}], agents: {a: 'opus'}}];
    fc.assert(
      fc.property(nearValid(samples), fc.constantFrom('user', 'project'), (value, kind) => {
        const checked = checkConfig(JSON.stringify(value), kind as 'user', '/f');
        const isRight = checked.ok && checked.value.problems.length === 0;
        expect(isRight).toBe(kind === 'user' ? isConfig(value) : isProjectConfig(value));
      }),
      {numRuns: 500},
    );
  });
});
