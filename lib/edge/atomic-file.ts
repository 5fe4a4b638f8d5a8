import {createHash} from 'node:crypto';
import type {Stats} from 'node:fs';
import {lstat, mkdir, readdir, readFile, rm, rmdir, stat} from 'node:fs/promises';
import writeFile from 'write-file-atomic';

/** Only the user may read what we store. */
export const privateFile = 0o600;
const privateFolder = 0o700;

/**
 * Replaces or creates a whole file by temporary file, fsync and rename in the same folder: a crash
 * leaves the old content or the new. A symlink to a file is written through. The owner stays;
 * so does the mode, which `mode` sets for a new file only.
 */
export async function writeFileAtomic(
  path: string,
  data: string | Uint8Array,
  {mode = privateFile}: {mode?: number} = {},
): Promise<void> {
  const existing = await ifPresent(path, stat(path));
  const content = typeof data === 'string' ? data : Buffer.from(data);
  try {
    await writeFile(path, content, {mode: existing ? permissions(existing) : mode});
  } catch (error) {
    // The error names the temporary file, which nobody knows.
    throw Object.assign(error as Error, {path});
  }
}

/** undefined: no such file. */
export async function readFileIfPresent(path: string): Promise<Buffer | undefined> {
  return ifPresent(path, readFile(path));
}

/** Tells whether two files have the same content. */
export function fingerprintOf(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

/** Something stands at this path, be it a link to nothing. */
export async function isPresent(path: string): Promise<boolean> {
  return (await ifPresent(path, lstat(path))) !== undefined;
}

export async function removeFile(path: string): Promise<void> {
  await rm(path, {force: true});
}

/** Creates the folder and those above it, for this user alone; an existing one is left as it is. */
export async function makeFolder(path: string): Promise<void> {
  await mkdir(path, {recursive: true, mode: privateFolder});
}

/** The names in a folder, undefined when there is none. */
export async function listFolder(path: string): Promise<string[] | undefined> {
  return ifPresent(path, readdir(path));
}

/** Whether the folder is gone: one that holds something is left alone. */
export async function removeFolderIfEmpty(path: string): Promise<boolean> {
  try {
    await rmdir(path);
    return true;
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException;
    if (code === 'ENOTEMPTY' || code === 'EEXIST' || code === 'ENOENT' || code === 'ENOTDIR') {
      return code === 'ENOENT';
    }
    throw error;
  }
}

function permissions({mode}: Stats): number {
  return mode & 0o7777;
}

async function ifPresent<Value>(path: string, work: Promise<Value>): Promise<Value | undefined> {
  try {
    return await work;
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      return undefined;
    }
    // An error of reading, other than one of opening, does not say which file.
    throw Object.assign(error as Error, {path});
  }
}
