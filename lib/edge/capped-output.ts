import {closeSync, openSync, writeSync} from 'node:fs';
import {privateFile} from './atomic-file.ts';

/** Takes a stream of bytes: the first into a file, the last into memory. */
export interface CappedOutput {
  add: (chunk: Buffer) => void;
  /** Closes the file. */
  end: () => {bytes: number; isCut: boolean; tail: string};
}

/** Replaces `file`. What is over `capBytes` is counted and dropped, and the file says so. */
export function openCappedOutput(
  file: string,
  {capBytes, tailBytes}: {capBytes: number; tailBytes: number},
): CappedOutput {
  const target = openSync(file, 'w', privateFile);
  let bytes = 0;
  let tail = Buffer.alloc(0);
  return {
    add: (chunk) => {
      const room = Math.max(0, capBytes - bytes);
      bytes += chunk.length;
      writeSync(target, chunk.subarray(0, room));
      tail = Buffer.concat([tail, chunk.subarray(-tailBytes)]).subarray(-tailBytes);
    },
    end: () => {
      const isCut = bytes > capBytes;
      if (isCut) {
        writeSync(target, `\n[tierwise: ${bytes - capBytes} more bytes were not kept]\n`);
      }
      closeSync(target);
      // The first character may have lost its first bytes.
      return {bytes, isCut, tail: tail.toString('utf8').replace(/^\ufffd+/, '')};
    },
  };
}
