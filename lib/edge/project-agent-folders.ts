import {readFileSync, statSync} from 'node:fs';
import {dirname, join, resolve} from 'node:path';

/** Levels looked at, at most: deeper than any real tree, and an end for a strange one. */
const maxLevels = 64;

/**
 * Every folder whose agents the client prefers to the user's, as measured on 2.1.197 and 2.1.330:
 * `.claude/agents` of the project folder and of each folder above it up to the git root (without
 * git: up to the top), in a git worktree the main tree's as well, and of folders added by hand.
 */
export function projectAgentFolders(
  project: string,
  addedFolders: readonly string[],
  userAgents: string,
): string[] {
  const folders = [
    ...climb(resolve(project)),
    ...addedFolders.map((each) => resolve(project, each)),
  ];
  return [...new Set(folders.map((folder) => join(folder, '.claude', 'agents')))].filter(
    (folder) => folder !== userAgents,
  );
}

function climb(start: string): string[] {
  const folders: string[] = [];
  for (let folder = start; folders.length < maxLevels; folder = dirname(folder)) {
    folders.push(folder);
    const root = gitRoots(folder);
    if (root.length > 0 || folder === dirname(folder)) {
      return [...folders, ...root];
    }
  }
  return folders;
}

/** The roots that a folder's `.git` speaks of: itself, and for a worktree's file also the main tree. */
function gitRoots(folder: string): string[] {
  const git = join(folder, '.git');
  try {
    // Most folders have none, and an exception for each would take longer than all other looks.
    const found = statSync(git, {throwIfNoEntry: false});
    if (found === undefined) {
      return [];
    }
    return found.isDirectory() ? [folder] : [folder, ...mainTree(folder, git)];
  } catch {
    return [];
  }
}

function mainTree(folder: string, git: string): string[] {
  try {
    const [, target = ''] = /^gitdir: (.+)$/m.exec(readFileSync(git, 'utf8')) ?? [];
    const [, root] =
      /^(.+)[\\/]\.git[\\/]worktrees[\\/][^\\/]+$/.exec(resolve(folder, target.trim())) ?? [];
    return root === undefined ? [] : [root];
  } catch {
    return [];
  }
}
