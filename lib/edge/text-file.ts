import {existsSync, readFileSync} from 'node:fs';

/** A file's text, or undefined when there is none to read. */
export function readTextFile(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

export function isThere(path: string): boolean {
  return existsSync(path);
}
