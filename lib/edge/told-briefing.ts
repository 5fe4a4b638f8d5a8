import {readFileSync, renameSync, utimesSync} from 'node:fs';
import {join} from 'node:path';

/**
 * Takes the line that a night left, for one session only: the rename decides which. undefined:
 * there is none. On the path of a session's start, so nothing else is loaded for it.
 */
export function takeBriefing(folder: string): string | undefined {
  const told = join(folder, 'briefing-told.txt');
  try {
    renameSync(join(folder, 'briefing.txt'), told);
    const now = new Date();
    // The next briefing begins here.
    utimesSync(told, now, now);
    return readFileSync(told, 'utf8').trim() || undefined;
  } catch {
    return undefined;
  }
}
