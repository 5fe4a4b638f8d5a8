import {existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {afterEach} from 'vitest';

const folders: string[] = [];

/** An empty folder that is gone after the test. */
export function temporaryFolder(parent = tmpdir()): string {
  const folder = mkdtempSync(join(parent, 'tierwise-test-'));
  folders.push(folder);
  return folder;
}

/** The same in memory where there is such a place: for thousands of synced writes, when no power is cut. */
export function memoryFolder(): string {
  return temporaryFolder(existsSync('/dev/shm') ? '/dev/shm' : tmpdir());
}

/** Writes a file, with the folders above it, and gives its path. */
export function put(path: string, text: string): string {
  mkdirSync(dirname(path), {recursive: true});
  writeFileSync(path, text);
  return path;
}

/** A folder that nobody can write, not even root: it would lie below a file. */
export function impossibleFolder(): string {
  return join(put(join(temporaryFolder(), 'file'), ''), 'data');
}

/** The permission bits, as in `chmod`. */
export function modeOf(path: string): string {
  return (statSync(path).mode & 0o777).toString(8);
}

afterEach(() => {
  for (const folder of folders.splice(0)) {
    rmSync(folder, {recursive: true, force: true});
  }
});
