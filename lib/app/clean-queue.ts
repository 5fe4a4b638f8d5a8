import type {Environment} from '../edge/environment.ts';
import {paths} from '../edge/paths.ts';
import {listJobFiles, readQueue, removeJob} from '../edge/queue-folder.ts';

/**
 * Removes jobs that ended before a time, with their journals; their branches stay. One that an open
 * job comes after stays, too: without it that job could not tell that it may go.
 */
export function cleanQueue(environment: Environment, before: Date): string[] {
  const {queue} = paths(environment);
  const jobs = readQueue(queue);
  const needed = new Set(jobs.flatMap(({place, job}) => (place === 'ended' ? [] : job.after)));
  const old = new Set(
    jobs
      .filter(({place, history}) => place === 'ended' && isBefore(history.end?.at, before))
      .map(({job}) => job.id),
  );
  const removed = listJobFiles(queue).filter(
    ({id, place}) => place === 'ended' && old.has(id) && !needed.has(id),
  );
  for (const file of removed) {
    removeJob(queue, file);
  }
  return removed.map(({id}) => id);
}

function isBefore(at: string | undefined, before: Date): boolean {
  return at !== undefined && Date.parse(at) < before.getTime();
}
