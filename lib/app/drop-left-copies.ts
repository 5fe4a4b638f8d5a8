import type {Environment} from '../edge/environment.ts';
import {jobCopyFolder, paths} from '../edge/paths.ts';
import {identifySelf} from '../edge/process-identity.ts';
import {claimJob, listJobFiles, moveJob} from '../edge/queue-folder.ts';
import {isThere} from '../edge/text-file.ts';
import {dropJobCopy} from './drop-job-copy.ts';

/**
 * Removes copies of jobs that have ended: a kill between the end of a job and the removal of its copy
 * leaves one. The job is held meanwhile, so that nobody begins it once more in that folder.
 */
export async function dropLeftCopies(environment: Environment): Promise<void> {
  const {queue} = paths(environment);
  const left = listJobFiles(queue).filter(
    ({id, place}) => place === 'ended' && isThere(jobCopyFolder(environment, id)),
  );
  for (const file of left) {
    const held = claimJob(queue, file, identifySelf());
    if (held !== undefined) {
      await dropJobCopy(environment, file.id);
      moveJob(queue, held, 'ended');
    }
  }
}
