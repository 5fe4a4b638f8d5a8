import {readFileSync} from 'node:fs';
import {fileMark} from '../core/setup/file-mark.ts';

/** Whether the first of these command files that exists is ours. The client takes the first, too. */
export function isOurCommand(files: readonly string[]): boolean {
  for (const path of files) {
    try {
      return readFileSync(path, 'utf8').includes(fileMark);
    } catch {
      // Not there: the next one counts.
    }
  }
  return false;
}
