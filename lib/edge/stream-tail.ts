import {closeSync, fstatSync, openSync, readSync} from 'node:fs';

/** Follows a file that another process writes. */
export interface StreamTail {
  /** Lines that were finished since the last call. */
  readLines: () => string[];
  /** The line that the writer did not finish, if there is one. */
  readRest: () => string[];
  sizeBytes: () => number;
  close: () => void;
}

const chunkBytes = 256 * 1024;

/** A longer line is passed over, so that an endless one cannot fill the memory. */
const maxLineBytes = 16 * 1024 * 1024;

/** @throws when the file cannot be opened. */
export function openTail(path: string): StreamTail {
  const file = openSync(path, 'r');
  const chunk = Buffer.allocUnsafe(chunkBytes);
  let begun: Buffer = Buffer.alloc(0);
  let isTooLong = false;

  const take = (bytes: Buffer, lines: string[]): void => {
    let start = 0;
    for (let end = bytes.indexOf(newline); end !== -1; end = bytes.indexOf(newline, start)) {
      const line = Buffer.concat([begun, bytes.subarray(start, end)]);
      if (!isTooLong) {
        lines.push(line.toString('utf8'));
      }
      begun = Buffer.alloc(0);
      isTooLong = false;
      start = end + 1;
    }
    begun = Buffer.concat([begun, bytes.subarray(start)]);
    if (begun.length > maxLineBytes) {
      begun = Buffer.alloc(0);
      isTooLong = true;
    }
  };

  return {
    readLines: () => {
      const lines: string[] = [];
      for (;;) {
        const size = readSync(file, chunk, 0, chunkBytes, null);
        if (size === 0) {
          return lines;
        }
        take(chunk.subarray(0, size), lines);
      }
    },
    readRest: () => (begun.length === 0 || isTooLong ? [] : [begun.toString('utf8')]),
    sizeBytes: () => fstatSync(file).size,
    close: () => closeSync(file),
  };
}

const newline = 10;
