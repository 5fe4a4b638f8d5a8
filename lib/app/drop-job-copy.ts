import type {Environment} from '../edge/environment.ts';
import {writeLog} from '../edge/log.ts';
import {jobCopyFolder, paths} from '../edge/paths.ts';
import {removeCopy} from './make-copy.ts';

/**
 * Removes the copy in which a job that has ended was worked, if there is one. A copy that stays
 * costs room; the job has ended all the same, so that is logged and no error.
 */
export async function dropJobCopy(environment: Environment, job: string): Promise<void> {
  try {
    await removeCopy(jobCopyFolder(environment, job));
  } catch (error) {
    writeLog(paths(environment).logs, 'copy-not-removed', error, 'error');
  }
}
