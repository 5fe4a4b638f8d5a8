import type {LeftOut} from '../core/isolation/copy.ts';
import {isCarried} from '../core/isolation/is-carried.ts';
import type {Environment} from './environment.ts';
import {type GitPlace, runGit, splitZero} from './git.ts';
import {isThere} from './text-file.ts';

/** What a copy of a work tree consists of. Paths from its root, as bytes: they need not be UTF-8. */
export interface RepositoryFiles {
  /** Tracked, or neither tracked nor ignored. Some may be gone from the disk. */
  seen: Buffer[];
  /** Ignored files and folders that are copied all the same; a folder stands for all in it. */
  carried: Buffer[];
  leftOut: LeftOut[];
}

/**
 * Lists what a person sees in a work tree, submodules included, by their own rules for ignoring.
 * `extra`: further ignored paths to carry.
 */
export async function listRepositoryFiles(
  environment: Environment,
  root: string,
  extra: readonly string[] = [],
): Promise<RepositoryFiles> {
  const place: GitPlace = {folder: root, isPersons: true};
  const list = async (...args: string[]) =>
    splitZero(await runGit(environment, place, ['ls-files', '-z', ...args]));

  const [entries, others, ignored] = await Promise.all([
    list('--stage'),
    list('--others', '--exclude-standard'),
    list('--others', '--ignored', '--exclude-standard', '--directory'),
  ]);
  const tracked = splitEntries(entries);
  // Where a folder of its own has a `.git`, git gives the folder and looks no further.
  const nested = others.filter(isFolder);
  const files: RepositoryFiles = {
    seen: [...tracked.files, ...others.filter((path) => !isFolder(path))],
    carried: ignored
      .filter((path) => isCarried(path.toString()) || extra.includes(withoutSlash(path).toString()))
      .map(withoutSlash),
    leftOut: nested.map((path) => ({path: path.toString(), because: 'nested repository'})),
  };
  for (const submodule of tracked.submodules) {
    const folder = `${root}/${submodule}`;
    if (isThere(`${folder}/.git`)) {
      addBelow(files, submodule, await listRepositoryFiles(environment, folder));
    }
  }
  return files;
}

/** Entries of `ls-files --stage`: mode, id and stage, a tab, the path. A conflict has up to three. */
function splitEntries(entries: readonly Buffer[]) {
  const files = new Map<string, Buffer>();
  const submodules = new Map<string, Buffer>();
  for (const entry of entries) {
    const path = entry.subarray(entry.indexOf('\t') + 1);
    const kind = entry.subarray(0, 6).toString() === '160000' ? submodules : files;
    kind.set(path.toString('latin1'), path);
  }
  return {files: [...files.values()], submodules: [...submodules.values()]};
}

function addBelow(files: RepositoryFiles, folder: Buffer, below: RepositoryFiles): void {
  const inFolder = (path: Buffer) => Buffer.concat([folder, slash, path]);
  files.seen.push(...below.seen.map(inFolder));
  files.carried.push(...below.carried.map(inFolder));
  files.leftOut.push(
    ...below.leftOut.map(({path, because}) => ({path: `${folder}/${path}`, because})),
  );
}

function isFolder(path: Buffer): boolean {
  return path.at(-1) === slash[0];
}

function withoutSlash(path: Buffer): Buffer {
  return isFolder(path) ? path.subarray(0, -1) : path;
}

const slash = Buffer.from('/');
