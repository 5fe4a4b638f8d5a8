import {mkdirSync} from 'node:fs';
import {dirname} from 'node:path';
import type {Result} from '../core/failure/failure.ts';
import {hasShape, isListOf, isText} from '../core/guard.ts';
import type {ProcessIdentity} from '../core/run/run-state.ts';
import {readJsonFile} from './json-file.ts';
import {withLock} from './lock.ts';
import {replaceLockedFile} from './locked-file.ts';
import {isRunning} from './process-identity.ts';

/**
 * Takes one of the places for clients that all runs of this user share. A place whose process has
 * ended is free, so a kill gives it back.
 * @returns false: all are taken.
 */
export async function takeSlot(
  file: string,
  process: ProcessIdentity,
  places: number,
): Promise<Result<boolean>> {
  mkdirSync(dirname(file), {recursive: true, mode: 0o700});
  return withLock(file, (held) => {
    const taken = readSlots(file).filter(isRunning);
    if (taken.length >= places) {
      return {ok: true, value: false};
    }
    writeSlots(file, [...taken, process], held);
    return {ok: true, value: true};
  });
}

/** Gives one place of this process back. */
export async function freeSlot(file: string, process: ProcessIdentity): Promise<Result<void>> {
  return withLock(file, (held) => {
    const taken = readSlots(file);
    const at = taken.findIndex(
      ({pid, started}) => pid === process.pid && started === process.started,
    );
    writeSlots(file, taken.toSpliced(at, at === -1 ? 0 : 1), held);
    return {ok: true, value: undefined};
  });
}

function writeSlots(
  file: string,
  slots: readonly ProcessIdentity[],
  held: Parameters<typeof replaceLockedFile>[2]['held'],
): void {
  replaceLockedFile(file, `${JSON.stringify(slots)}\n`, {held, isOldGood: false});
}

function readSlots(file: string): ProcessIdentity[] {
  const found = readJsonFile(file);
  return found.state === 'read' && isSlots(found.value) ? found.value : [];
}

const isSlots = isListOf(
  hasShape({
    pid: (value): value is number => typeof value === 'number',
    started: isText,
  }),
);
