import {
  closeSync,
  copyFileSync,
  fsyncSync,
  linkSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import {privateFile} from './atomic-file.ts';
import type {HeldLock} from './lock.ts';

/** Where the last good copy of a file lies: `x.backup.json` for `x.json`. */
export function backupPath(file: string): string {
  return file.replace(/\.json$/, '.backup.json');
}

/**
 * Replaces a whole file that several processes rewrite, by one who holds its lock. What stood there
 * becomes the last good copy, if `isOldGood`. A crash at any moment leaves the old content or the
 * new, and at most a temporary file of this process beside it.
 * @throws what the file system refuses; the file is as it was then.
 */
export function replaceLockedFile(
  file: string,
  text: string,
  {held, isOldGood}: {held: HeldLock; isOldGood: boolean},
): void {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    writeWhole(temporary, text);
    if (isOldGood) {
      keepCopy(file);
    }
    held.confirm();
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, {force: true});
    // An error of writing does not say which file, and one of the temporary file names what nobody knows.
    throw error instanceof Error && 'code' in error ? Object.assign(error, {path: file}) : error;
  }
}

function writeWhole(path: string, text: string): void {
  rmSync(path, {force: true});
  const target = openSync(path, 'wx', privateFile);
  try {
    writeFileSync(target, text);
    fsyncSync(target);
  } finally {
    closeSync(target);
  }
}

/** A second name for the same bytes costs nothing; where the file system has none, a copy. */
function keepCopy(file: string): void {
  const temporary = `${file}.${process.pid}.old.tmp`;
  rmSync(temporary, {force: true});
  try {
    linkSync(file, temporary);
  } catch {
    copyFileSync(file, temporary);
  }
  renameSync(temporary, backupPath(file));
}
