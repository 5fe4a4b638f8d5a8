import {mkdirSync, readFileSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {isWorkMemory, type WorkMemory} from '../core/feedback/work-memory.ts';
import {isSessionRecord, type SessionRecord} from '../core/session/session-record.ts';
import {isTier, type Tier} from '../core/tier.ts';
import {readJsonFile} from './json-file.ts';
import {fileNamePart} from './paths.ts';

export function readSessionRecord(folder: string, session: string): SessionRecord | undefined {
  const path = sessionPath(folder, session, 'json');
  const file = path === undefined ? undefined : readJsonFile(path);
  return file?.state === 'read' && isSessionRecord(file.value) ? file.value : undefined;
}

/** @throws when the folder cannot be written. */
export function writeSessionRecord(folder: string, session: string, record: SessionRecord): void {
  writeWhole(sessionPath(folder, session, 'json'), `${JSON.stringify(record)}\n`);
}

/** The tier that `/tier` set for the session; a word in a file of its own, so it has one writer. */
export function readSessionTier(folder: string, session: string): Tier | undefined {
  const path = sessionPath(folder, session, 'tier');
  try {
    const word = path === undefined ? undefined : readFileSync(path, 'utf8').trim();
    return isTier(word) ? word : undefined;
  } catch {
    return undefined;
  }
}

/** @throws when the folder cannot be written. */
export function writeSessionTier(folder: string, session: string, tier: Tier | 'auto'): void {
  const path = sessionPath(folder, session, 'tier');
  if (tier !== 'auto') {
    writeWhole(path, `${tier}\n`);
  } else if (path !== undefined) {
    rmSync(path, {force: true});
  }
}

/** What the session knows of how its moves were taken; undefined: nothing yet, or nothing to read. */
export function readWorkMemory(folder: string, session: string): WorkMemory | undefined {
  const path = sessionPath(folder, session, 'work.json');
  const file = path === undefined ? undefined : readJsonFile(path);
  return file?.state === 'read' && isWorkMemory(file.value) ? file.value : undefined;
}

/** @throws when the folder cannot be written. */
export function writeWorkMemory(folder: string, session: string, memory: WorkMemory): void {
  writeWhole(sessionPath(folder, session, 'work.json'), `${JSON.stringify(memory)}\n`);
}

function sessionPath(folder: string, session: string, ending: string): string | undefined {
  const name = fileNamePart(session);
  return name === undefined ? undefined : join(folder, `${name}.${ending}`);
}

/** Temp and rename, so that a reader sees the old text or the new one. No fsync: it can be told again. */
function writeWhole(path: string | undefined, text: string): void {
  if (path === undefined) {
    throw new Error('the session id is no plain name');
  }
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    writeFileSync(temporary, text, {mode: 0o600});
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
      throw error;
    }
    // Only the first session of an installation finds no folder.
    mkdirSync(join(path, '..'), {recursive: true, mode: 0o700});
    writeFileSync(temporary, text, {mode: 0o600});
  }
  renameSync(temporary, path);
}
