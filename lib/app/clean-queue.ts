import type {Environment} from '../edge/environment.ts';
import {paths} from '../edge/paths.ts';
import {findStored, listJobFiles, removeJob} from '../edge/queue-folder.ts';

/** Removes jobs that ended before a time, with their journals; their branches stay. */
export function cleanQueue(environment: Environment, before: Date): string[] {
  const {queue} = paths(environment);
  const old = listJobFiles(queue).filter(({place, id}) => {
    const endedAt = place === 'ended' ? findStored(queue, id)?.history.end?.at : undefined;
    return endedAt !== undefined && Date.parse(endedAt) < before.getTime();
  });
  for (const file of old) {
    removeJob(queue, file);
  }
  return old.map(({id}) => id);
}
