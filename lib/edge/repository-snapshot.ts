import {lstat, readlink} from 'node:fs/promises';
import {join, relative} from 'node:path';
import type {RepositorySnapshot} from '../core/isolation/repository-snapshot.ts';
import {fingerprintOf, listFolder, readFileIfPresent} from './atomic-file.ts';
import type {Environment} from './environment.ts';
import {firstLine, runGit} from './git.ts';
import {findRepository} from './repository.ts';

/**
 * Notes what decides how git behaves in a repository, to be compared when work that was not meant
 * to touch it is over. Files that the configuration includes from elsewhere are not looked at.
 * @throws GitError, and what the file system refuses.
 */
export async function snapshotRepository(
  environment: Environment,
  folder: string,
): Promise<RepositorySnapshot> {
  const repository = await findRepository(environment, folder);
  const {root, gitFolder, commonFolder, branch, commit} = repository;
  const refs = await runGit(environment, {folder: root, isPersons: true}, [
    'for-each-ref',
    '--format=%(objectname)%(symref) %(refname)',
  ]);
  return {
    head: branch ?? commit ?? '',
    refs: Object.fromEntries(
      firstLine(refs)
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => {
          const space = line.lastIndexOf(' ');
          return [line.slice(space + 1), line.slice(0, space)];
        }),
    ),
    files: {
      ...(await noteFiles(commonFolder, watched)),
      // A linked work tree has settings of its own.
      ...(gitFolder === commonFolder
        ? {}
        : await noteFiles(commonFolder, watched, relative(commonFolder, gitFolder))),
    },
  };
}

/** From the git folder. What can make git run a program, or read other objects, is here. */
const watched = [
  'config',
  'config.worktree',
  'hooks',
  'info/attributes',
  'info/exclude',
  'info/grafts',
  'info/sparse-checkout',
  'objects/info/alternates',
  'objects/info/http-alternates',
  'shallow',
  'commondir',
];

/** By path, a fingerprint with the mode; folders are gone through. */
async function noteFiles(
  folder: string,
  names: readonly string[],
  below = '',
): Promise<Record<string, string>> {
  const notes: Record<string, string> = {};
  for (const name of names.map((end) => join(below, end))) {
    const path = join(folder, name);
    const stats = await lstat(path).catch(() => undefined);
    if (stats?.isDirectory()) {
      const entries = (await listFolder(path)) ?? [];
      Object.assign(notes, await noteFiles(folder, entries, name));
    } else if (stats?.isSymbolicLink()) {
      notes[name] = `link ${await readlink(path)}`;
    } else if (stats?.isFile()) {
      const bytes = (await readFileIfPresent(path)) ?? '';
      notes[name] = `${(stats.mode & 0o777).toString(8)} ${fingerprintOf(bytes)}`;
    }
  }
  return notes;
}
