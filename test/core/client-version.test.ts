import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {type ClientVersion, isAtLeast, readClientVersion} from '../../lib/core/client-version.ts';

describe('a version', () => {
  it.each([
    ['2.1.330', [2, 1, 330]],
    ['2.1.330 (Claude Code)', [2, 1, 330]],
    ['claude-code_2-1-330_harness', [2, 1, 330]],
    ['claude-code_2-1-197_harness', [2, 1, 197]],
    ['claude-code_10-0-0', [10, 0, 0]],
  ])('%j is read', (text, version) => {
    expect(readClientVersion(text)).toEqual(version);
  });

  it.each([undefined, '', 'claude-code', '2.1', 'v2.1.330', 'other-tool_2-1-330', '2.1.3333333'])(
    '%j is none',
    (text) => {
      expect(readClientVersion(text)).toBeUndefined();
    },
  );
});

describe('at least', () => {
  it.each<[ClientVersion, ClientVersion, boolean]>([
    [[2, 1, 330], [2, 1, 330], true],
    [[2, 1, 331], [2, 1, 330], true],
    [[2, 1, 197], [2, 1, 330], false],
    [[2, 2, 0], [2, 1, 330], true],
    [[3, 0, 0], [2, 1, 330], true],
    [[1, 9, 999], [2, 1, 330], false],
  ])('%j, %j: %s', (version, floor, expected) => {
    expect(isAtLeast(version, floor)).toBe(expected);
  });

  it('does not hold for an unknown version', () => {
    expect(isAtLeast(undefined, [0, 0, 0])).toBe(false);
  });

  it('holds both ways for equal versions alone', () => {
    const versions = fc.tuple(fc.nat(3), fc.nat(3), fc.nat(3));
    fc.assert(
      fc.property(versions, versions, (left, right) => {
        const isEqual = left.join() === right.join();
        expect(isAtLeast(left, right) && isAtLeast(right, left)).toBe(isEqual);
        expect(isAtLeast(left, right) || isAtLeast(right, left)).toBe(true);
      }),
    );
  });
});
