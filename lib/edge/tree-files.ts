import {createHash, type Hash} from 'node:crypto';
import {
  type BigIntStats,
  closeSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readlinkSync,
  readSync,
  renameSync,
  rmdirSync,
  rmSync,
} from 'node:fs';
import {dirname, join} from 'node:path';
import type {Standing} from '../core/isolation/judge-step.ts';

/** A tree of files, and how git names contents in it. */
export interface FileTree {
  root: string;
  objectFormat: string;
}

/**
 * What stands at a path. `isOurs` tells which other paths are about to change as well: a folder
 * with nothing else in it counts as nothing, and so does a way that leads through such a file.
 */
export function readStanding(
  {root, objectFormat}: FileTree,
  path: string,
  isOurs: (path: string) => boolean,
): Standing {
  const blocked = findNonFolder(root, path);
  if (blocked !== undefined) {
    return blocked === 'missing' || isOurs(blocked) ? null : 'foreign';
  }
  const full = join(root, path);
  const stats = look(full);
  if (stats === undefined) {
    return null;
  }
  if (stats.isDirectory()) {
    return isAll(root, path, isOurs) ? null : 'foreign';
  }
  if (stats.isSymbolicLink()) {
    const target = readlinkSync(full, {encoding: 'buffer'});
    return {mode: '120000', id: blobHash(objectFormat, target.length).update(target).digest('hex')};
  }
  if (!stats.isFile()) {
    return 'foreign';
  }
  const mode = (stats.mode & 0o100n) === 0n ? '100644' : '100755';
  return {mode, id: hashFile(full, {objectFormat, size: Number(stats.size)})};
}

/** Changes whenever somebody writes to the file, or puts another in its place. */
export function identifyFile(root: string, path: string): string {
  const stats = look(join(root, path));
  return stats ? `${stats.ino}:${stats.size}:${stats.mtimeNs}:${stats.ctimeNs}:${stats.mode}` : '';
}

/** Whether a path can be written without passing through a link or a file. */
export function isWayOpen(root: string, path: string): boolean {
  const blocked = findNonFolder(root, path);
  return blocked === undefined || blocked === 'missing';
}

/** Puts a file or link at a path in one step: whoever looks sees the old one or the new one. */
export function moveIn(root: string, path: string, from: string): void {
  const full = join(root, path);
  mkdirSync(dirname(full), {recursive: true});
  if (look(full)?.isDirectory()) {
    removeEmptyFolders(full);
  }
  renameSync(from, full);
}

/** Removes a file or link, and the folders that are empty then, as git does. */
export function takeOut(root: string, path: string): void {
  rmSync(join(root, path), {force: true});
  for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) {
    try {
      rmdirSync(join(root, folder));
    } catch {
      return;
    }
  }
}

/** The nearest thing on the way to a path that is no folder, `missing` when the way just ends. */
function findNonFolder(root: string, path: string): string | undefined {
  const parts = path.split('/');
  for (let length = 1; length < parts.length; length++) {
    const way = parts.slice(0, length).join('/');
    const stats = look(join(root, way));
    if (!stats?.isDirectory()) {
      return stats === undefined ? 'missing' : way;
    }
  }
  return undefined;
}

function isAll(root: string, path: string, isOurs: (path: string) => boolean): boolean {
  return readdirSync(join(root, path), {withFileTypes: true}).every((entry) => {
    const below = `${path}/${entry.name}`;
    return entry.isDirectory() ? isAll(root, below, isOurs) : isOurs(below);
  });
}

/** Fails when a file is in one of them. */
function removeEmptyFolders(folder: string): void {
  for (const name of readdirSync(folder)) {
    removeEmptyFolders(join(folder, name));
  }
  rmdirSync(folder);
}

function hashFile(
  file: string,
  {objectFormat, size}: {objectFormat: string; size: number},
): string {
  const hash = blobHash(objectFormat, size);
  const chunk = Buffer.allocUnsafe(1024 * 1024);
  const source = openSync(file, 'r');
  try {
    for (let read = readSync(source, chunk); read > 0; read = readSync(source, chunk)) {
      hash.update(chunk.subarray(0, read));
    }
  } finally {
    closeSync(source);
  }
  return hash.digest('hex');
}

/** git names a blob after its length and its bytes. */
function blobHash(objectFormat: string, size: number): Hash {
  return createHash(objectFormat).update(`blob ${size}\0`);
}

/** What stands at a path, links not followed; undefined: nothing, or the way there leads through a file. */
export function look(path: string): BigIntStats | undefined {
  try {
    return lstatSync(path, {bigint: true, throwIfNoEntry: false});
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') {
      return undefined;
    }
    throw error;
  }
}
