import {asksForBranch} from '../core/decision/asks-for-branch.ts';
import {branchOfHead} from '../core/decision/branch-of-head.ts';
import {linkedGitFolder} from '../core/decision/linked-git-folder.ts';
import type {Engine} from './engine.ts';
import type {ConfigFiles} from './read-config.ts';

/** The branch that is checked out, where a rule asks for it; undefined: none, or a bare commit. */
export async function readRuledBranch(
  $: Engine,
  files: Pick<ConfigFiles, 'config' | 'project'>,
  root: string,
): Promise<string | undefined> {
  if (!asksForBranch(files)) {
    return undefined;
  }
  for (let folder = root; folder !== ''; folder = folder.replace(/[\\/]?[^\\/]*$/, '')) {
    const head = await readHead($, folder);
    if (head !== undefined) {
      return branchOfHead(head);
    }
  }
  return undefined;
}

/** In a worktree `.git` is a file that says where its folder is. */
async function readHead($: Engine, folder: string): Promise<string | undefined> {
  const head = await readText($, `${folder}/.git/HEAD`);
  if (head !== undefined) {
    return head;
  }
  const linked = linkedGitFolder((await readText($, `${folder}/.git`)) ?? '');
  if (linked === undefined) {
    return undefined;
  }
  const isAbsolute = /^(?:[\\/]|[A-Za-z]:)/.test(linked);
  return readText($, `${isAbsolute ? linked : `${folder}/${linked}`}/HEAD`);
}

function readText($: Engine, path: string): Promise<string | undefined> {
  return $.fs.read(path).catch(() => undefined);
}
