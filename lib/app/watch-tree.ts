import {compareTree} from '../core/isolation/compare-tree.ts';
import type {Environment} from '../edge/environment.ts';
import {writeLog} from '../edge/log.ts';
import {paths} from '../edge/paths.ts';
import {noteTree, readTreeNote, writeTreeNote} from '../edge/tree-note.ts';

interface Watched {
  /** Any folder of the person's repository. */
  folder: string;
  /** Where the note is kept: beside the copy that the work is done in. */
  beside: string;
}

/** Notes how the person's files stand as work in a copy begins. */
export async function watchTree(
  {folder, beside}: Watched,
  environment: Environment,
): Promise<void> {
  await orLog(environment, async () => writeTreeNote(beside, await noteTree(environment, folder)));
}

/**
 * What is different since, as words for a person; undefined: nothing. They may have worked
 * themselves meanwhile, so it is a notice and no failure; trouble with it is logged.
 */
export async function describeTreeChange(
  {folder, beside}: Watched,
  environment: Environment,
): Promise<string | undefined> {
  return orLog(environment, async () => {
    const before = readTreeNote(beside);
    const changed = before ? compareTree(before, await noteTree(environment, folder)) : [];
    const [first] = changed;
    const more = changed.length > 3 ? ', ...' : '';
    return first === undefined
      ? undefined
      : `your tree changed while it ran: ${changed.length} file${changed.length === 1 ? '' : 's'} (${changed.slice(0, 3).join(', ')}${more})`;
  });
}

async function orLog<Value>(
  environment: Environment,
  work: () => Promise<Value>,
): Promise<Value | undefined> {
  try {
    return await work();
  } catch (error) {
    writeLog(paths(environment).logs, 'tree-not-watched', error);
    return undefined;
  }
}
