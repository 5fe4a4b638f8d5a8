import {constants, type Stats} from 'node:fs';
import {chmod, copyFile, lstat, mkdir, readdir, readlink, symlink, utimes} from 'node:fs/promises';

/** A file or link to copy; `path` from the root of the tree. */
export interface CopySource {
  path: Buffer;
  stats: Stats;
}

export interface FoundFiles {
  sources: CopySource[];
  /** Neither file nor link: a socket, a pipe, a device. */
  others: Buffer[];
}

/**
 * Looks at these paths below `root`, passing over what is gone. A path that leads through a link
 * is gone, too: what lies behind the link belongs to somebody else.
 */
export async function findFiles(root: string, paths: readonly Buffer[]): Promise<FoundFiles> {
  const isRealFolder = rememberFolders(root);
  const found: FoundFiles = {sources: [], others: []};
  await inTurns(paths, async (path) => {
    const stats = (await isRealFolder(parentOf(path))) ? await look(at(root, path)) : undefined;
    if (stats?.isFile() || stats?.isSymbolicLink()) {
      found.sources.push({path, stats});
    } else if (stats && !stats.isDirectory()) {
      found.others.push(path);
    }
  });
  return found;
}

/** Every path in these folders below `root`, and the paths themselves where they are files. */
export async function walkFolders(root: string, paths: readonly Buffer[]): Promise<Buffer[]> {
  const found: Buffer[] = [];
  const waiting = [...paths];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const folder = path;
    const stats = await look(at(root, folder));
    if (!stats?.isDirectory()) {
      found.push(folder);
      continue;
    }
    const entries = await readdir(at(root, folder), {withFileTypes: true, encoding: 'buffer'});
    for (const entry of entries) {
      const name = Buffer.concat([folder, slash, entry.name as unknown as Buffer]);
      (entry.isDirectory() ? waiting : found).push(name);
    }
  }
  return found;
}

/**
 * Copies files and links with their modes and times; where the disk can, contents are shared until
 * one side writes. A hard link would be faster and let the agent write into the person's file.
 * With `retarget`, links that name a place below `from` come to name the same place below `to`.
 */
export async function copyFiles(
  sources: readonly CopySource[],
  {from, to, retarget = false}: {from: string; to: string; retarget?: boolean},
): Promise<void> {
  const made = new Map<string, Promise<unknown>>();
  await inTurns(sources, async ({path, stats}) => {
    const parent = parentOf(path);
    const key = parent.toString('latin1');
    const folder = made.get(key) ?? mkdir(at(to, parent), {recursive: true});
    made.set(key, folder);
    await folder;
    if (stats.isSymbolicLink()) {
      await copyLink(path, {from, to, retarget});
    } else {
      await copyFile(at(from, path), at(to, path), constants.COPYFILE_FICLONE);
      // Build tools compare times.
      await chmod(at(to, path), (stats.mode & 0o777) | 0o600);
      await utimes(at(to, path), stats.atime, stats.mtime);
    }
  });
}

async function copyLink(
  path: Buffer,
  {from, to, retarget}: {from: string; to: string; retarget: boolean},
): Promise<void> {
  const target = await readlink(at(from, path), {encoding: 'buffer'});
  const root = Buffer.from(`${from}/`);
  const isOwn = retarget && target.subarray(0, root.length).equals(root);
  await symlink(isOwn ? at(to, target.subarray(root.length)) : target, at(to, path));
}

/** Whether a folder below the root, and each above it, is a folder and no link to one. */
function rememberFolders(root: string): (path: Buffer) => Promise<boolean> {
  const known = new Map<string, Promise<boolean>>();
  const isReal = (path: Buffer): Promise<boolean> => {
    if (path.length === 0) {
      return Promise.resolve(true);
    }
    const key = path.toString('latin1');
    const answer =
      known.get(key) ??
      isReal(parentOf(path)).then(
        async (isParentReal) => isParentReal && !!(await look(at(root, path)))?.isDirectory(),
      );
    known.set(key, answer);
    return answer;
  };
  return isReal;
}

/** A few at a time: one after the other is slow, all at once runs out of file handles. */
async function inTurns<Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const waiting = items.values();
  const workers = Array.from({length: 16}, async () => {
    for (const item of waiting) {
      await work(item);
    }
  });
  await Promise.all(workers);
}

async function look(path: Buffer): Promise<Stats | undefined> {
  try {
    return await lstat(path);
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      return undefined;
    }
    throw error;
  }
}

function at(root: string, path: Buffer): Buffer {
  return Buffer.concat([Buffer.from(root), slash, path]);
}

function parentOf(path: Buffer): Buffer {
  return path.subarray(0, Math.max(0, path.lastIndexOf('/')));
}

const slash = Buffer.from('/');
