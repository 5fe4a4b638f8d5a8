import {describe, expect, it} from 'vitest';
import {renderFailure} from '../../../lib/core/failure/describe-failure.ts';
import {allFailures} from './all-failures.ts';

const again = 'tierwise install --scope project';

describe('renderFailure', () => {
  it('says what, why and what now, and ends with a command', () => {
    const text = renderFailure(
      {
        code: 'settings-not-json',
        file: '/c/settings.json',
        line: 3,
        column: 5,
        problem: 'comment',
      },
      again,
    );
    expect(text).toBe(
      [
        'Claude Code ignores this whole file: line 3, column 5. [settings-not-json]',
        '/c/settings.json',
        'It is not strict JSON: JSON has no comments.',
        'It was not changed.',
        'Correct that line, then run:',
        '  tierwise install --scope project',
      ].join('\n'),
    );
  });

  it.each(allFailures)('is complete: $code', (failure) => {
    const lines = renderFailure(failure, again).split('\n');
    expect(lines.length).toBeGreaterThanOrEqual(3);
    expect(lines[0]).toMatch(/^[A-Z"].*[.:)] \[[a-z0-9-]+\]$|^\S+ cannot be .* \[/);
    expect(lines.at(-2)).toMatch(/:$/);
    expect(lines.at(-1)).toMatch(/^ {2}(?:tierwise|npm|git) \S/);
    expect(lines.join()).not.toMatch(/undefined|null\b(?!\.)(?! \[)/);
  });

  it.each(allFailures)(
    'sends nobody to a registry, where there is no tierwise: $code',
    (failure) => {
      expect(renderFailure(failure, again)).not.toMatch(/npm (?:i|install) /);
    },
  );

  it.each([
    ['user', 'tierwise install --surface hooks'],
    ['project', 'tierwise install --surface hooks --scope project'],
  ] as const)('offers hooks for the same scope, %s', (scope, run) => {
    const text = renderFailure({code: 'mod-not-possible', scope, reason: 'too old'}, again);
    expect(text.split('\n').at(-1)).toBe(`  ${run}`);
  });

  it('names the keys where none is near', () => {
    const failure = {code: 'config-key-unknown', key: 'x', nearest: null, known: ['mode', 'tier']};
    expect(renderFailure(failure as never, again)).toContain('The keys are: mode, tier.');
  });

  it('names every wrong value with its place', () => {
    const failure = allFailures.find(({code}) => code === 'config-invalid');
    const text = renderFailure(failure as never, again);
    expect(text).toContain('2 wrong values');
    expect(text).toContain('/c/config.json:2:11\n  mode is "on"; it takes one of off, observe.');
    expect(text).toContain('rules[0].tier is missing');
  });
});
