import type {Result} from '../core/failure/failure.ts';
import type {Applied} from '../core/isolation/change.ts';
import {readApplyJournalFile, removeApplyJournal} from '../edge/apply-journal-file.ts';
import {removeStage} from '../edge/apply-stage.ts';
import type {Environment} from '../edge/environment.ts';
import {followJournal} from './follow-journal.ts';
import {keepChange} from './keep-change.ts';

/**
 * Follows a journal to its end and tidies up. Any number of calls give the same answer. `null`:
 * the person's files had not been touched when it broke off, and the change can be applied afresh.
 */
export async function settleApply({
  journal: file,
  environment,
}: {
  journal: string;
  environment: Environment;
}): Promise<Result<Applied | null>> {
  const journal = readApplyJournalFile(file);
  if (journal === 'absent') {
    return {ok: true, value: null};
  }
  if (journal === 'broken') {
    return {ok: false, failure: {code: 'apply-journal-broken', file}};
  }
  if (journal.phase === 'staging') {
    removeStage(journal.stage);
    await removeApplyJournal(file);
    return {ok: true, value: null};
  }
  const {change, conflicts, phase, repository, stage, steps} = await followJournal(file, journal);
  removeStage(stage);
  if (phase !== 'applied') {
    const branch = await keepChange(journal, environment);
    const {patchFile} = change;
    return {
      ok: false,
      failure: {code: 'change-conflicts', repository, paths: conflicts, branch, patchFile},
    };
  }
  const done = new Set(steps.map(({path}) => path));
  const alreadyThere = change.steps.map(({path}) => path).filter((path) => !done.has(path));
  return {ok: true, value: {files: change.files, alreadyThere}};
}
