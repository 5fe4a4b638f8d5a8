import {statSync} from 'node:fs';
import {join} from 'node:path';
import {writeFileAtomic} from './atomic-file.ts';

/** Leaves a line for the next session that a person opens. */
export async function leaveBriefing(folder: string, text: string): Promise<void> {
  await writeFileAtomic(newPath(folder), `${text}\n`);
}

/** When the person was told last; undefined: never. */
export function readToldTime(folder: string): number | undefined {
  return statSync(toldPath(folder), {throwIfNoEntry: false})?.mtimeMs;
}

function newPath(folder: string): string {
  return join(folder, 'briefing.txt');
}

function toldPath(folder: string): string {
  return join(folder, 'briefing-told.txt');
}
