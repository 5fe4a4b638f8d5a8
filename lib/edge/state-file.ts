import {copyFileSync, mkdirSync, readFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {parseState, type StateText} from '../core/session-state/parse-state.ts';
import {fileNamePart} from './paths.ts';

/** `<folder>/<session>.json`, or undefined for an id that is no plain name. */
export function stateFilePath(folder: string, session: string): string | undefined {
  const name = fileNamePart(session);
  return name === undefined ? undefined : join(folder, `${name}.json`);
}

/** What the file says. @throws when it is there and cannot be opened. */
export function readStateFile(file: string): StateText | {is: 'absent'} {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      return {is: 'absent'};
    }
    throw Object.assign(error as Error, {path: file});
  }
  try {
    return parseState(decoder.decode(bytes));
  } catch {
    return {is: 'corrupt', problem: 'it is no UTF-8 text'};
  }
}

const decoder = new TextDecoder('utf-8', {fatal: true});

/** Makes room for states and their locks. */
export function makeStateFolder(file: string): void {
  mkdirSync(dirname(file), {recursive: true, mode: 0o700});
}

/**
 * Keeps a file that cannot be understood under another name, and gives that name. It stays where it
 * is as well, until a good one replaces it: a crash in between loses neither.
 */
export function setStateAside(file: string, now: string): string {
  const aside = file.replace(/\.json$/, `.corrupt-${now.replaceAll(/[:.]/g, '-')}.json`);
  copyFileSync(file, aside);
  return aside;
}
