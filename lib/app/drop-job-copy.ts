import {checkMark} from '../core/night/check-mark.ts';
import type {Environment} from '../edge/environment.ts';
import {writeLog} from '../edge/log.ts';
import {jobCopyFolder, paths} from '../edge/paths.ts';
import {endMarked} from '../edge/process-group.ts';
import {removeCopy} from './make-copy.ts';
import {markName} from './run-attempt.ts';

/**
 * Removes the copy in which a job that has ended was worked, if there is one, and ends a check of it
 * that outlived its night. A copy that stays
 * costs room; the job has ended all the same, so that is logged and no error.
 */
export async function dropJobCopy(environment: Environment, job: string): Promise<void> {
  endMarked(markName, checkMark(job));
  try {
    await removeCopy(jobCopyFolder(environment, job));
  } catch (error) {
    writeLog(paths(environment).logs, 'copy-not-removed', error, 'error');
  }
}
