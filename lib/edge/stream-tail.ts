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
  /** The pieces of a line whose end has not been seen; [] also for one that is too long. */
  let begun: Buffer[] = [];
  let begunBytes = 0;

  const take = (bytes: Buffer, lines: string[]): void => {
    let start = 0;
    for (let end = bytes.indexOf(newline); end !== -1; end = bytes.indexOf(newline, start)) {
      if (begunBytes + end - start <= maxLineBytes) {
        lines.push(joinText([...begun, bytes.subarray(start, end)]));
      }
      begun = [];
      begunBytes = 0;
      start = end + 1;
    }
    begunBytes += bytes.length - start;
    if (begunBytes > maxLineBytes) {
      begun = [];
    } else {
      // Copied, as the chunk is filled again.
      begun.push(Buffer.from(bytes.subarray(start)));
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
    readRest: () => (begunBytes === 0 || begunBytes > maxLineBytes ? [] : [joinText(begun)]),
    sizeBytes: () => fstatSync(file).size,
    close: () => closeSync(file),
  };
}

const newline = 10;

function joinText(pieces: readonly Buffer[]): string {
  return Buffer.concat(pieces).toString('utf8');
}
