import {linkSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {isRecord} from '../core/guard.ts';
import type {ProcessIdentity} from '../core/run/run-state.ts';
import {privateFile} from './atomic-file.ts';
import {identifySelf, isRunning} from './process-identity.ts';

/**
 * Takes a run for this process. Whoever made the last claim holds the run until it is given up or
 * that process ends; the next claim is a file with the next number, which only one can create. So no
 * lock has to be kept fresh during hours of an agent's work, and none outlives a kill.
 * @returns undefined when it is ours, else the process that holds it.
 */
export function claimRun(folder: string): ProcessIdentity | undefined {
  mkdirSync(folder, {recursive: true, mode: 0o700});
  const self = identifySelf();
  for (;;) {
    const last = lastClaim(folder);
    const holder = last === 0 ? undefined : readClaim(folder, last);
    if (holder !== undefined && isRunning(holder)) {
      return isSame(holder, self) ? undefined : holder;
    }
    if (createClaim(join(folder, String(last + 1)), self)) {
      return undefined;
    }
  }
}

/** Gives the run up, if this process holds it: it may live on and do other things. */
export function releaseRun(folder: string): void {
  const last = lastClaim(folder);
  const holder = last === 0 ? undefined : readClaim(folder, last);
  if (holder !== undefined && isSame(holder, identifySelf())) {
    rmSync(join(folder, String(last)), {force: true});
  }
}

/** The process that holds the run, if one does. */
export function findHolder(folder: string): ProcessIdentity | undefined {
  const last = lastClaim(folder);
  const holder = last === 0 ? undefined : readClaim(folder, last);
  return holder !== undefined && isRunning(holder) ? holder : undefined;
}

/** 0: nobody has claimed it yet. */
function lastClaim(folder: string): number {
  try {
    const numbers = readdirSync(folder).filter((name) => /^\d{1,9}$/.test(name));
    return Math.max(0, ...numbers.map(Number));
  } catch {
    return 0;
  }
}

function readClaim(folder: string, number: number): ProcessIdentity | undefined {
  try {
    const claim: unknown = JSON.parse(readFileSync(join(folder, String(number)), 'utf8'));
    return isRecord(claim) && typeof claim.pid === 'number' && typeof claim.started === 'string'
      ? {pid: claim.pid, started: claim.started}
      : undefined;
  } catch {
    return undefined;
  }
}

/** Written whole under another name and then linked: a claim is never seen half written. */
function createClaim(path: string, self: ProcessIdentity): boolean {
  const temporary = `${path}.${self.pid}.tmp`;
  writeFileSync(temporary, JSON.stringify(self), {mode: privateFile});
  try {
    linkSync(temporary, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
      return false;
    }
    throw error;
  } finally {
    rmSync(temporary, {force: true});
  }
}

function isSame(left: ProcessIdentity, right: ProcessIdentity): boolean {
  return left.pid === right.pid && left.started === right.started;
}
