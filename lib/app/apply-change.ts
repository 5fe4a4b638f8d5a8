import type {Result} from '../core/failure/failure.ts';
import {type ApplyJournal, isRunName} from '../core/isolation/apply-journal.ts';
import type {Applied, Change} from '../core/isolation/change.ts';
import {removeApplyJournal, writeApplyJournal} from '../edge/apply-journal-file.ts';
import {applyFolder} from '../edge/apply-lock.ts';
import {chooseStage, keepContents, removeStage, stageContents} from '../edge/apply-stage.ts';
import type {Environment} from '../edge/environment.ts';
import {findRepository} from '../edge/repository.ts';
import {catchGitErrors} from './catch-git-errors.ts';
import {judgeSteps} from './judge-steps.ts';
import {settleApply} from './settle-apply.ts';
import {withApplyLock} from './with-apply-lock.ts';

export interface ApplyOrder {
  /** A file of this apply alone, in the folder of the run; `recoverApply` takes it. */
  journal: string;
  /** Names the branch for a change that conflicts: `tierwise/<run>`. */
  run: string;
  environment: Environment;
}

/**
 * Brings a change into the person's files: all of it, or nothing. Only files are written; index,
 * refs and config stay. If one of the files is no longer what the attempt started from, nothing is
 * touched, the change becomes a branch, and the failure is `change-conflicts`. After a kill at any
 * moment `recoverApply` finishes it.
 */
export async function applyChange(
  change: Change,
  repository: string,
  order: ApplyOrder,
): Promise<Result<Applied>> {
  if (change.isEmpty) {
    return {ok: true, value: {files: [], alreadyThere: []}};
  }
  if (!isRunName(order.run)) {
    throw new RangeError(`no name for a branch: ${order.run}`);
  }
  return catchGitErrors(async () => {
    const {root, gitFolder, objectFormat} = await findRepository(order.environment, repository);
    const journal: ApplyJournal = {
      schema: 1,
      phase: 'staging',
      run: order.run,
      repository: root,
      gitFolder,
      objectFormat,
      stage: chooseStage({applyFolder: applyFolder(gitFolder), root}, order.run),
      change,
      steps: [],
      conflicts: [],
    };
    await writeApplyJournal(order.journal, journal);
    return withApplyLock(journal, order, async () => {
      await writeApplyJournal(order.journal, await prepare(journal, order));
      const settled = await settleApply(order);
      return settled as Result<Applied>;
    });
  });
}

/** Looks at the person's files and puts everything ready, touching none of them. */
async function prepare(
  journal: ApplyJournal,
  {environment, journal: file}: ApplyOrder,
): Promise<ApplyJournal> {
  const {change, stage, repository} = journal;
  const judged = judgeSteps(journal, change.steps);
  const conflicts = judged.filter(({progress}) => progress === 'foreign').map(({path}) => path);
  if (conflicts.length > 0) {
    return {...journal, phase: 'undone', conflicts};
  }
  const steps = judged
    .filter(({progress}) => progress === 'to do')
    .map(({path, before, after}) => ({path, before, after}));
  try {
    removeStage(stage);
    await stageContents(environment, journal, steps);
    keepContents(stage, repository, steps);
  } catch (error) {
    removeStage(stage);
    await removeApplyJournal(file);
    throw error;
  }
  return {...journal, phase: 'ready', steps};
}
