import {createHmac, randomBytes} from 'node:crypto';
import {linkSync, mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {dirname} from 'node:path';
import {privateFile} from './atomic-file.ts';

const keyBytes = 32;

/**
 * This install's own random key, made at the first call. Of several first calls at once one wins,
 * whole. @throws when it can neither be read nor written.
 */
export function readRequestKey(file: string): Buffer {
  const key = readKey(file);
  if (key?.length === keyBytes) {
    return key;
  }
  if (key !== undefined) {
    // Cut short or overwritten: no hash can be compared with its old ones any more.
    rmSync(file, {force: true});
  }
  layKey(file);
  return readFileSync(file);
}

/** 32 hexadecimal digits, the same for the same text under the same key. */
export function hashWithKey(key: Buffer, text: string): string {
  return createHmac('sha256', key).update(text).digest('hex').slice(0, 32);
}

function readKey(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return undefined;
    }
    throw error;
  }
}

/** By link, which fails where a key lies already: nobody ever reads half of one. */
function layKey(file: string): void {
  mkdirSync(dirname(file), {recursive: true, mode: 0o700});
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    rmSync(temporary, {force: true});
    writeFileSync(temporary, randomBytes(keyBytes), {mode: privateFile, flag: 'wx', flush: true});
    linkSync(temporary, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
      throw Object.assign(error as Error, {path: file});
    }
  } finally {
    rmSync(temporary, {force: true});
  }
}
