import {closeSync, fstatSync, openSync, readSync} from 'node:fs';
import {findLastModel, type LastModel} from '../core/session/find-last-model.ts';

/**
 * How much of the end is read, whatever the length. 2.1.330 writes an attachment of some 60,000
 * characters behind an answer, so that 64 kB could miss it.
 */
const tailBytes = 256 * 1024;
/** How much of it is read first: the last turn mostly stands in there. */
const nearBytes = 32 * 1024;

/** The session's own model by its last answer or /model, or undefined when the transcript tells none. */
export function readLastModel(path: string | undefined): LastModel | undefined {
  if (path === undefined) {
    return undefined;
  }
  try {
    return (
      findLastModel(readTail(path, nearBytes), {isCut: true}) ??
      findLastModel(readTail(path, tailBytes))
    );
  } catch {
    // The first prompt of a session has no transcript yet.
    return undefined;
  }
}

function readTail(path: string, bytes: number): string {
  const file = openSync(path, 'r');
  try {
    const {size} = fstatSync(file);
    const buffer = Buffer.allocUnsafe(Math.min(size, bytes));
    const read = readSync(file, buffer, 0, buffer.length, size - buffer.length);
    return buffer.toString('utf8', 0, read);
  } finally {
    closeSync(file);
  }
}
