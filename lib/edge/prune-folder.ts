import {readdirSync, rmSync, statSync} from 'node:fs';
import {join} from 'node:path';

const dayMs = 24 * 60 * 60 * 1000;

/** Looked at in one go, so that a session starts as fast with ten thousand files as with ten. */
const maxLooked = 200;

/** Removes files of a folder that were last written before the given number of days. */
export function pruneFolder(folder: string, days: number): void {
  const oldest = Date.now() - days * dayMs;
  for (const name of pickSome(folder)) {
    const path = join(folder, name);
    const written = statSync(path, {throwIfNoEntry: false})?.mtimeMs ?? Number.POSITIVE_INFINITY;
    if (written < oldest) {
      rmSync(path, {force: true});
    }
  }
}

/** A part of the folder, another one each time: names are random, so all get their turn. */
function pickSome(folder: string): string[] {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    return [];
  }
  const from =
    names.length <= maxLooked ? 0 : Math.floor(Math.random() * (names.length - maxLooked + 1));
  return names.slice(from, from + maxLooked);
}
