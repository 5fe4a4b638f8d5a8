import {dirname, isAbsolute, join} from 'node:path';
import {branchOfHead} from '../core/decision/branch-of-head.ts';
import {linkedGitFolder} from '../core/decision/linked-git-folder.ts';
import {readTextFile} from './text-file.ts';

/** The branch that is checked out in a folder or above it; undefined: none, or a bare commit. */
export function readBranch(folder: string): string | undefined {
  const head = readHead(folder);
  return head === undefined ? undefined : branchOfHead(head);
}

function readHead(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    const git = join(at, '.git');
    const head = readTextFile(join(git, 'HEAD')) ?? readWorktreeHead(at, git);
    if (head !== undefined || dirname(at) === at) return head;
  }
}

/** In a worktree `.git` is a file that says where its folder is. */
function readWorktreeHead(folder: string, file: string): string | undefined {
  const named = linkedGitFolder(readTextFile(file) ?? '');
  if (named === undefined) return undefined;
  return readTextFile(join(isAbsolute(named) ? named : join(folder, named), 'HEAD'));
}
