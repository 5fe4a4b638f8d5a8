import type {ApplyJournal} from '../core/isolation/apply-journal.ts';
import {writeApplyJournal} from '../edge/apply-journal-file.ts';
import {keptFile, stagedFile} from '../edge/apply-stage.ts';
import {identifyFile, isWayOpen, moveIn, readStanding, takeOut} from '../edge/tree-files.ts';
import {type JudgedStep, judgeSteps} from './judge-steps.ts';

/**
 * Takes a change to one of its two ends, from wherever it stands: all files new, or all old again
 * when somebody else has changed one of them meanwhile. Theirs is left. Gives the journal at its
 * end, `applied` or `undone`; a kill in between loses nothing, the same call goes on.
 * @throws what the file system refuses; then it has tried to put everything back.
 */
export async function followJournal(file: string, journal: ApplyJournal): Promise<ApplyJournal> {
  if (journal.phase === 'ready') {
    const end = goForward(journal);
    if (end.conflicts.length === 0 && end.error === undefined) {
      return await enter(file, {...journal, phase: 'applied'});
    }
    const undoing = {...journal, phase: 'undoing' as const, conflicts: end.conflicts};
    const undone = await followJournal(file, await enter(file, undoing));
    if (end.error !== undefined) {
      throw end.error;
    }
    return undone;
  }
  if (journal.phase === 'undoing') {
    goBack(journal);
    return await enter(file, {...journal, phase: 'undone'});
  }
  return journal;
}

async function enter(file: string, journal: ApplyJournal): Promise<ApplyJournal> {
  await writeApplyJournal(file, journal);
  return journal;
}

/** In one turn of the event loop: the time in which a tree is half new is that of its renames. */
function goForward(journal: ApplyJournal): {conflicts: string[]; error?: unknown} {
  const judged = judgeSteps(journal, journal.steps);
  const conflicts = judged.filter(({progress}) => progress === 'foreign').map(({path}) => path);
  if (conflicts.length > 0) {
    return {conflicts};
  }
  try {
    for (const step of judged.filter(({progress}) => progress === 'to do')) {
      // Somebody may have written since it was judged, some milliseconds ago.
      if (!isStill(journal, step)) {
        return {conflicts: [step.path]};
      }
      if (step.after === null) {
        takeOut(journal.repository, step.path);
      } else {
        moveIn(journal.repository, step.path, stagedFile(journal.stage, step.path));
      }
    }
    return {conflicts: []};
  } catch (error) {
    return {conflicts: [], error};
  }
}

function isStill(journal: ApplyJournal, {path, before, identity}: JudgedStep): boolean {
  const root = journal.repository;
  return before === null
    ? isWayOpen(root, path) && readStanding({...journal, root}, path, () => false) === null
    : identifyFile(root, path) === identity;
}

/** Backwards, and only what is as we left it. */
function goBack(journal: ApplyJournal): void {
  const done = judgeSteps(journal, journal.steps).filter(({progress}) => progress === 'done');
  for (const {path, before} of done.reverse()) {
    if (before === null) {
      takeOut(journal.repository, path);
    } else {
      moveIn(journal.repository, path, keptFile(journal.stage, path));
    }
  }
}
