import {readdirSync, readFileSync} from 'node:fs';
import {setTimeout as wait} from 'node:timers/promises';
import type {ProcessIdentity} from '../core/run/run-state.ts';
import {isNumberFree, isRunning} from './process-identity.ts';

/**
 * Ends a process that leads a group of its own, with everything that it started: asked first, made
 * to after `graceMs`. Resolves when the group is gone. What moved into another group stays; see
 * `endMarked`.
 */
export async function endGroup(pid: number, {graceMs}: {graceMs: number}): Promise<void> {
  signalGroup(pid, 'SIGTERM');
  const end = performance.now() + graceMs;
  while (isGroupThere(pid) && performance.now() < end) {
    await wait(20);
  }
  signalGroup(pid, 'SIGKILL');
}

export function signalGroup(pid: number, signal: NodeJS.Signals): void {
  send(-pid, signal);
}

/** A process that has ended, and that its parent has not yet asked about, still counts. */
function isGroupThere(pid: number): boolean {
  return send(-pid, 0);
}

/**
 * Ends every process of this user that has this variable with this value in its environment, as
 * one that left its group (`setsid`) still has. Linux only, and no guard against one that hides.
 */
export function endMarked(name: string, value: string): void {
  // Each round finds what was started while the last one looked.
  for (let round = 0; round < 5; round++) {
    const found = listMarked(name, value);
    if (found.length === 0) {
      return;
    }
    for (const pid of found) {
      send(pid, 'SIGKILL');
    }
  }
}

/** Every process of this user that was started with this variable and this value; [] without /proc. */
export function listMarked(name: string, value: string): number[] {
  const mark = Buffer.from(`${name}=${value}\0`);
  return listProcesses().filter((pid) => readEnvironmentOf(pid).includes(mark));
}

/**
 * Ends a process that an earlier one of ours started as the leader of a group, with its group and
 * all that carries the mark. A number that another process has by now, as after a restart of the
 * machine, is left alone.
 */
export async function endOrphans(
  leader: ProcessIdentity,
  mark: {name: string; value: string},
  {graceMs}: {graceMs: number} = {graceMs: 0},
): Promise<void> {
  // The group may outlive its leader, and as long as it does nobody gets the number.
  if (isRunning(leader) || isNumberFree(leader)) {
    await endGroup(leader.pid, {graceMs});
  }
  endMarked(mark.name, mark.value);
}

/** False: there is no such process, or it is not ours to signal. */
function send(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}

function listProcesses(): number[] {
  try {
    return readdirSync('/proc')
      .map(Number)
      .filter((pid) => pid > 1 && pid !== process.pid);
  } catch {
    return [];
  }
}

function readEnvironmentOf(pid: number): Buffer {
  try {
    return readFileSync(`/proc/${pid}/environ`);
  } catch {
    return Buffer.alloc(0);
  }
}
