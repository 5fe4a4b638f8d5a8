import {closeSync, openSync, readSync} from 'node:fs';

const chunkBytes = 1024 * 1024;

/** A longer line is passed over: it would have to be held whole. */
const maxLineBytes = 64 * 1024 * 1024;

const newline = 10;

/**
 * Reads a file of any size line by line, holding one line at a time. A last line without its end
 * is given, too. With `marks`, only lines that contain one of them are decoded and given.
 * @throws when the file cannot be read.
 */
export function readFileLines(
  path: string,
  use: (line: string) => void,
  marks?: readonly string[],
): void {
  const splitter = splitLines((line) => {
    if (marks === undefined || marks.some((mark) => line.includes(mark))) {
      use(line.toString('utf8'));
    }
  });
  const file = openSync(path, 'r');
  const chunk = Buffer.allocUnsafe(chunkBytes);
  try {
    for (;;) {
      const size = readSync(file, chunk, 0, chunkBytes, null);
      if (size === 0) {
        splitter.end();
        return;
      }
      splitter.add(chunk.subarray(0, size));
    }
  } finally {
    closeSync(file);
  }
}

function splitLines(use: (line: Buffer) => void) {
  /** What came of a line whose end has not been seen; [] also for one that is too long. */
  let begun: Buffer[] = [];
  let begunBytes = 0;

  return {
    add: (chunk: Buffer): void => {
      let start = 0;
      for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, start)) {
        finish(chunk.subarray(start, end));
        start = end + 1;
      }
      begunBytes += chunk.length - start;
      // Copied, as the chunk is filled again.
      begun = begunBytes > maxLineBytes ? [] : [...begun, Buffer.from(chunk.subarray(start))];
    },
    end: (): void => finish(Buffer.alloc(0)),
  };

  function finish(rest: Buffer): void {
    const size = begunBytes + rest.length;
    if (size > 0 && size <= maxLineBytes) {
      use(begunBytes === 0 ? rest : Buffer.concat([...begun, rest]));
    }
    begun = [];
    begunBytes = 0;
  }
}
