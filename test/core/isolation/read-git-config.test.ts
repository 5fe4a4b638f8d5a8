import {expect, it} from 'vitest';
import {
  isPartialClone,
  readGitConfig,
  writeGitConfig,
} from '../../../lib/core/isolation/read-git-config.ts';

it('reads values, and the last one counts', () => {
  const config = readGitConfig(['user.name\nPat', 'core.bare', 'a.b\none\ntwo', 'user.name\nKim']);
  expect([...config]).toEqual([
    ['user.name', 'Kim'],
    ['core.bare', 'true'],
    ['a.b', 'one\ntwo'],
  ]);
});

it('writes what is set, so that git reads the same', () => {
  const config = readGitConfig(['user.name\nA "B" \\ C # ; D\n\tE']);
  expect(writeGitConfig(config, ['user.name', 'user.email'])).toBe(
    '[user]\n\tname = "A \\"B\\" \\\\ C # ; D\\n\\tE"\n',
  );
});

it.each([
  ['extensions.partialclone\norigin', true],
  ['remote.origin.promisor\ntrue', true],
  ['remote.origin.url\nx', false],
])('knows a partial clone: %j', (part, isPartial) => {
  expect(isPartialClone(readGitConfig([part]))).toBe(isPartial);
});
