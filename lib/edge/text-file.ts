import {closeSync, existsSync, fstatSync, openSync, readFileSync, readSync} from 'node:fs';

/** A file's text, or undefined when there is none to read. */
export function readTextFile(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** The end of a text, of so many bytes at most; empty when there is none to read. */
export function readTextTail(path: string, maxBytes: number): string {
  try {
    const file = openSync(path, 'r');
    try {
      const {size} = fstatSync(file);
      const tail = Buffer.alloc(Math.min(size, maxBytes));
      readSync(file, tail, 0, tail.length, size - tail.length);
      // The first character may have lost its first bytes.
      return tail.toString('utf8').replace(/^\ufffd+/, '');
    } finally {
      closeSync(file);
    }
  } catch {
    return '';
  }
}

export function isThere(path: string): boolean {
  return existsSync(path);
}
