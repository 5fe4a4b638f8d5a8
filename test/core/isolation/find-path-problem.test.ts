import {posix} from 'node:path';
import fc from 'fast-check';
import {describe, expect, it, test} from 'vitest';
import {findLinkProblem, findPathProblem} from '../../../lib/core/isolation/find-path-problem.ts';

describe('a path', () => {
  test.each([
    'a',
    'a/b',
    '-rf',
    '.gitignore',
    '.github/x',
    'a.git/b',
    'new\nline',
    'ünï',
    '..a',
    'git',
  ])('may be %j', (path) => expect(findPathProblem(path)).toBeUndefined());

  test.each([
    ['/etc/passwd', 'leaves the tree'],
    ['../x', 'leaves the tree'],
    ['a/../../x', 'leaves the tree'],
    ['a//b', 'leaves the tree'],
    ['./a', 'leaves the tree'],
    ['', 'leaves the tree'],
    ['a\0b', 'leaves the tree'],
    ['.git/hooks/x', 'lies in .git'],
    ['a/.git/config', 'lies in .git'],
    ['.GIT/config', 'lies in .git'],
    ['.git./x', 'lies in .git'],
    ['.git /x', 'lies in .git'],
    ['.git::$INDEX_ALLOCATION/x', 'lies in .git'],
    ['GIT~1/x', 'lies in .git'],
    ['.g\u200cit/x', 'lies in .git'],
    ['a\ufffd', 'is not UTF-8'],
  ])('%j %s', (path, problem) => expect(findPathProblem(path)).toBe(problem));
});

describe('a link', () => {
  test.each([
    ['l', 'a'],
    ['a/l', '../b'],
    ['a/b/l', '../../c/d'],
    ['l', './a'],
    ['l', '.gitignore'],
  ])('at %s may name %s', (path, target) => expect(findLinkProblem(path, target)).toBeUndefined());

  test.each([
    ['l', '/etc', 'links to outside the tree'],
    ['l', '..', 'links to outside the tree'],
    ['a/l', '../../b', 'links to outside the tree'],
    // Through `b`, which may be a link itself.
    ['a/l', 'b/../c', 'links to outside the tree'],
    ['l', '.git/config', 'links into .git'],
    ['a/l', '../.Git', 'links into .git'],
  ])('at %s to %s %s', (path, target, problem) =>
    expect(findLinkProblem(path, target)).toBe(problem),
  );

  it('that passes ends inside the tree, wherever it stands', () => {
    const part = fc.constantFrom('a', 'b', '..', '.', '', '.git');
    const anyPath = fc.array(part, {minLength: 1, maxLength: 5}).map((parts) => parts.join('/'));
    fc.assert(
      fc.property(anyPath, anyPath, (path, target) => {
        if (findPathProblem(path) === undefined && findLinkProblem(path, target) === undefined) {
          const end = posix.resolve('/root', posix.dirname(path), target);
          expect(`${end}/`).toMatch(/^\/root\//);
          expect(end.split('/')).not.toContain('.git');
        }
      }),
    );
  });
});
