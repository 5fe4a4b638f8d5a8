import {existsSync, mkdirSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';

/** The two files that hold the whole queue. Their being there is all that they say. */
export interface QueueSwitches {
  /** `tierwise queue pause`. */
  isPaused: boolean;
  /** `stop`, laid by hand or by anybody: what runs is ended, too. */
  isStopped: boolean;
}

export function readQueueSwitches(folder: string): QueueSwitches {
  return {
    isPaused: existsSync(pausePath(folder)),
    isStopped: existsSync(stopPath(folder)),
  };
}

function stopPath(folder: string): string {
  return join(folder, 'stop');
}

/** Pauses or resumes the whole queue; true when that changed anything. @throws when it cannot. */
export function setQueuePause(folder: string, isPaused: boolean): boolean {
  const path = pausePath(folder);
  const was = existsSync(path);
  if (isPaused) {
    mkdirSync(folder, {recursive: true, mode: 0o700});
    writeFileSync(path, '', {mode: 0o600});
  } else {
    rmSync(path, {force: true});
  }
  return was !== isPaused;
}

function pausePath(folder: string): string {
  return join(folder, 'paused-by-you');
}
