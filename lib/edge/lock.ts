import {mkdirSync, rmdirSync, statSync} from 'node:fs';
import {setTimeout as wait} from 'node:timers/promises';
import {lockSync} from 'proper-lockfile';
import type {Failure, Result} from '../core/failure/failure.ts';

export interface LockTimes {
  /** A lock that stands unchanged for so long, while somebody waits for it, has lost its owner. */
  abandonedMs: number;
  /** The longest that anybody waits: several owners in a row may have died. */
  waitMs: number;
}

const lockTimes: LockTimes = {abandonedMs: 5000, waitMs: 30_000};

export interface HeldLock {
  /**
   * Makes sure that the lock is still ours. Call it directly before the step that others can see;
   * when it throws, nothing was changed, and the work is done once more under a new lock.
   */
  confirm: () => void;
}

/**
 * Does the work while no other process is at work on the same file; the lock is `<file>.lock`
 * beside it, so the folder must be there. Work is synchronous, so that lock, work and release are
 * one turn of the event loop: a busy loop cannot make the lock look abandoned, and nobody can hold
 * it across an agent's work. A killed owner's lock is taken over after `abandonedMs`, at the latest.
 * @throws what the work throws, and what the file system refuses.
 */
export async function withLock<Value>(
  file: string,
  work: (held: HeldLock) => Result<Value>,
  {abandonedMs, waitMs}: LockTimes = lockTimes,
): Promise<Result<Value>> {
  const path = `${file}.lock`;
  const owner = watchFolder(path);
  const heir = watchFolder(`${path}.takeover`);
  const start = performance.now();
  for (;;) {
    // A look is far cheaper than a try, and there are many for each lock that is had.
    const heldMs = owner.look();
    const outcome = heldMs === undefined ? tryOnce(file, work, abandonedMs) : 'busy';
    if (outcome !== 'busy' && outcome !== 'lost') {
      return outcome;
    }
    if (heldMs !== undefined && heldMs >= abandonedMs) {
      takeOver(owner, heir, abandonedMs);
    }
    const waitedMs = performance.now() - start;
    if (waitedMs >= waitMs) {
      return {ok: false, failure: timeout(file, {waitedMs, heldMs: heldMs ?? 0})};
    }
    await wait(pauseMs(heldMs ?? 0));
  }
}

function timeout(file: string, {waitedMs, heldMs}: {waitedMs: number; heldMs: number}): Failure {
  const [waited, held] = [Math.round(waitedMs), Math.round(heldMs)];
  return {code: 'lock-timeout', file, waitedMs: waited, heldMs: held};
}

/**
 * Short while owners change, longer for one who keeps it; chance keeps waiters out of step. With
 * proper-lockfile's own pauses, from a second up, eight writers finish three updates a second.
 */
function pauseMs(heldMs: number): number {
  return 1 + Math.random() * Math.min(Math.max(heldMs, minSpreadMs), maxSpreadMs);
}

const minSpreadMs = 5;
const maxSpreadMs = 40;

function tryOnce<Value>(
  file: string,
  work: (held: HeldLock) => Result<Value>,
  abandonedMs: number,
): Result<Value> | 'busy' | 'lost' {
  const path = `${file}.lock`;
  const start = performance.now();
  const release = tryLock(file);
  if (release === undefined) {
    return 'busy';
  }
  const mine = identify(path);
  const isOurs = () => identify(path) === mine;
  try {
    return work({
      confirm: () => {
        // Before that time has gone by, nobody can have watched our lock for long enough to take it.
        if (performance.now() - start >= abandonedMs || !isOurs()) {
          throw new LockLost();
        }
      },
    });
  } catch (error) {
    if (error instanceof LockLost) {
      return 'lost';
    }
    throw error;
  } finally {
    // proper-lockfile removes whatever lies there: a lock that was lost is somebody else's by now.
    if (isOurs()) {
      release();
    }
  }
}

class LockLost extends Error {}

/** undefined: somebody holds it. */
function tryLock(file: string): (() => void) | undefined {
  try {
    return lockSync(file, {
      realpath: false,
      // It would judge by the wall clock: after a jump it gives a live lock away, or keeps a dead
      // one for as long as the jump was. We watch instead.
      stale: Number.POSITIVE_INFINITY,
      update: 1000,
      onCompromised: () => undefined,
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ELOCKED') {
      return undefined;
    }
    throw error;
  }
}

interface Watch {
  path: string;
  /** How long the folder has been standing unchanged before our eyes, in ms; undefined: there is none. */
  look: () => number | undefined;
  isUnchanged: () => boolean;
}

/** Ages by our own steady clock: no time in the file system is believed. */
function watchFolder(path: string): Watch {
  let seen: string | undefined;
  let since = 0;
  return {
    path,
    look: () => {
      const now = identify(path);
      if (now !== seen) {
        seen = now;
        since = performance.now();
      }
      return seen === undefined ? undefined : performance.now() - since;
    },
    isUnchanged: () => seen !== undefined && identify(path) === seen,
  };
}

/**
 * Removes an abandoned lock. Under a lock of its own: of two who find it abandoned, the second
 * would otherwise remove what the first has just taken. Whoever dies in here is watched likewise.
 */
function takeOver(owner: Watch, heir: Watch, abandonedMs: number): void {
  if ((heir.look() ?? 0) >= abandonedMs) {
    removeFolder(heir.path);
  }
  if (!makeFolder(heir.path)) {
    return;
  }
  try {
    if (owner.isUnchanged()) {
      removeFolder(owner.path);
    }
  } finally {
    removeFolder(heir.path);
  }
}

/** Another one for each lock that was ever laid there, and for each refresh of it. */
function identify(path: string): string | undefined {
  const stats = statSync(path, {bigint: true, throwIfNoEntry: false});
  return stats && `${stats.ino}:${stats.mtimeNs}:${stats.ctimeNs}`;
}

/** False: it is there already. */
function makeFolder(path: string): boolean {
  try {
    mkdirSync(path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
      return false;
    }
    throw error;
  }
}

function removeFolder(path: string): void {
  try {
    rmdirSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
      throw error;
    }
  }
}
