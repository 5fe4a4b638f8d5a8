import {
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import {join} from 'node:path';
import {setTimeout as wait} from 'node:timers/promises';
import {isDeepStrictEqual} from 'node:util';
import type {ProcessIdentity} from '../core/run/run-state.ts';
import {privateFile} from './atomic-file.ts';
import {newId} from './new-id.ts';
import {identifySelf, isRunning} from './process-identity.ts';

/** Who is at work on a tree: which journal says what, and which process does it. */
export interface LockOwner {
  journal: string;
  process: ProcessIdentity;
}

/** Where everything of ours in a person's git folder lies; gone when no change is being applied. */
export function applyFolder(gitFolder: string): string {
  return join(gitFolder, 'tierwise');
}

/**
 * Takes the lock of a work tree for the change that `journal` records, or tells who has it. It is
 * kept by name and not by time: after a crash the tree may be half changed, and stays locked until
 * that journal was followed to its end.
 */
function takeApplyLock(gitFolder: string, journal: string): 'taken' | LockOwner | 'gone' {
  const lock = lockPath(gitFolder);
  const own = `${lock}.${newId()}`;
  try {
    mkdirSync(applyFolder(gitFolder), {recursive: true, mode: 0o700});
    writeFileSync(own, JSON.stringify({journal, process: identifySelf()}), {mode: privateFile});
    // With its content at once; and it fails where there is one.
    linkSync(own, lock);
    return 'taken';
  } catch (error) {
    switch ((error as NodeJS.ErrnoException).code) {
      case 'EEXIST':
        return readOwner(lock) ?? 'gone';
      case 'ENOENT':
        // Whoever released it has just tidied up.
        return 'gone';
      default:
        throw error;
    }
  } finally {
    rmSync(own, {force: true});
  }
}

/** Waits for an owner that is alive; applying takes it milliseconds, and staging before that seconds. */
export async function waitForApplyLock(
  gitFolder: string,
  journal: string,
): Promise<'taken' | LockOwner> {
  const end = performance.now() + waitMs;
  for (;;) {
    const answer = takeApplyLock(gitFolder, journal);
    if (answer === 'taken') {
      return answer;
    }
    if (answer !== 'gone') {
      if (!isOwnerAlive(answer) || performance.now() >= end) {
        return answer;
      }
      await wait(pauseMs);
    }
  }
}

const waitMs = 15_000;
const pauseMs = 25;

export function isOwnerAlive({process: identity}: LockOwner): boolean {
  return isRunning(identity);
}

/** Takes a dead owner's lock away; of several who try, one does. */
export function breakApplyLock(gitFolder: string, owner: LockOwner): void {
  const lock = lockPath(gitFolder);
  const aside = `${lock}.${newId()}`;
  try {
    renameSync(lock, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return;
    }
    throw error;
  }
  const found = readOwner(aside);
  if (found && !isDeepStrictEqual(found, owner)) {
    // Somebody was faster, and this is theirs.
    linkSync(aside, lock);
  }
  rmSync(aside, {force: true});
}

/** Only for its owner. What killed processes left of their attempts to take it goes, too. */
export function releaseApplyLock(gitFolder: string): void {
  const folder = applyFolder(gitFolder);
  rmSync(lockPath(gitFolder), {force: true});
  try {
    for (const name of readdirSync(folder).filter((its) => its.startsWith('lock.'))) {
      rmSync(join(folder, name), {force: true});
    }
    rmdirSync(folder);
  } catch {
    // Somebody else has begun.
  }
}

function lockPath(gitFolder: string): string {
  return join(applyFolder(gitFolder), 'lock');
}

/** undefined: it is gone. It is never there without its content. */
function readOwner(lock: string): LockOwner | undefined {
  try {
    return JSON.parse(readFileSync(lock, 'utf8')) as LockOwner;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return undefined;
    }
    throw error;
  }
}
