export type PathProblem =
  | 'leaves the tree'
  | 'lies in .git'
  | 'is not UTF-8'
  | 'is a repository of its own'
  | 'links to outside the tree'
  | 'links into .git';

/** Why a path of a change may not be written below the root of a person's tree, if so. */
export function findPathProblem(path: string): PathProblem | undefined {
  const parts = path.split('/');
  if (parts.some((part) => part === '' || part === '.' || part === '..') || path.includes('\0')) {
    return 'leaves the tree';
  }
  if (parts.some(isGitFolder)) {
    return 'lies in .git';
  }
  return path.includes(replacement) ? 'is not UTF-8' : undefined;
}

/**
 * Why a link may not be put at `path`, if so. It may go up only at its start: `a/../..` passes
 * through `a`, which may itself be a link, and then nobody can tell from the text where it ends.
 */
export function findLinkProblem(path: string, target: string): PathProblem | undefined {
  const parts = target.split('/').filter((part) => part !== '' && part !== '.');
  const ups = parts.findIndex((part) => part !== '..');
  const below = ups === -1 ? [] : parts.slice(ups);
  const depth = path.split('/').length - 1;
  const climbs = ups === -1 ? parts.length : ups;
  if (target.startsWith('/') || climbs > depth || below.includes('..')) {
    return 'links to outside the tree';
  }
  return below.some(isGitFolder) ? 'links into .git' : undefined;
}

/** What some file system takes for `.git`: other case, trailing dots, marks that it drops. */
function isGitFolder(part: string): boolean {
  const plain = part
    .replaceAll(/[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g, '')
    .replace(/[. ]+$/, '')
    .replace(/:.*$/, '')
    .toLowerCase();
  return plain === '.git' || plain === 'git~1';
}

/** What decoding puts for bytes that are no UTF-8. A path that really has it is refused as well. */
const replacement = '\ufffd';
