import {randomUUID} from 'node:crypto';
import {
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import {join} from 'node:path';
import {setTimeout as wait} from 'node:timers/promises';
import {privateFile} from './atomic-file.ts';
import {identifyProcess} from './process-identity.ts';

/** Who is at work on a tree: which journal says what, and which process does it. */
export interface LockOwner {
  journal: string;
  pid: number;
  process: string;
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
function takeApplyLock(gitFolder: string, journal: string): 'taken' | LockOwner {
  const lock = lockPath(gitFolder);
  const own = `${lock}.${randomUUID()}`;
  const {pid} = process;
  mkdirSync(applyFolder(gitFolder), {recursive: true, mode: 0o700});
  writeFileSync(own, JSON.stringify({journal, pid, process: identifyProcess(pid)}), {
    mode: privateFile,
  });
  try {
    // With its content at once; and it fails where there is one.
    linkSync(own, lock);
    return 'taken';
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
      throw error;
    }
    return readOwner(lock) ?? takeApplyLock(gitFolder, journal);
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
    if (answer === 'taken' || !isOwnerAlive(answer) || performance.now() >= end) {
      return answer;
    }
    await wait(pauseMs);
  }
}

const waitMs = 15_000;
const pauseMs = 25;

export function isOwnerAlive({pid, process: identity}: LockOwner): boolean {
  return identifyProcess(pid) === identity;
}

/** Takes a dead owner's lock away; of several who try, one does. */
export function breakApplyLock(gitFolder: string, owner: LockOwner): void {
  const lock = lockPath(gitFolder);
  const aside = `${lock}.${randomUUID()}`;
  try {
    renameSync(lock, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return;
    }
    throw error;
  }
  const found = readOwner(aside);
  if (found && found.process !== owner.process) {
    // Somebody was faster, and this is theirs.
    linkSync(aside, lock);
  }
  rmSync(aside, {force: true});
}

export function releaseApplyLock(gitFolder: string): void {
  rmSync(lockPath(gitFolder), {force: true});
  try {
    rmdirSync(applyFolder(gitFolder));
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
