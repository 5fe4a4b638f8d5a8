import {findCycle} from './find-cycle.ts';
import {findJobId} from './find-job-id.ts';
import type {Job} from './job.ts';
import type {QueueFailure} from './queue-failure.ts';

/**
 * New or changed jobs with the full ids of those that they come after. What a changed one came after
 * before is taken as it was, there or not: else a job whose forerunner is gone could not be changed.
 * @param known all jobs that there are; one with the id of a new one is replaced by it.
 * @param names what the new ones call each other.
 */
export function linkJobs(
  jobs: readonly Job[],
  known: readonly Job[],
  names: ReadonlyMap<string, string> = new Map(),
): {ok: true; value: Job[]} | {ok: false; failure: QueueFailure} {
  const byId = new Map([...known, ...jobs].map((job) => [job.id, job]));
  const before = new Map(known.map(({id, after}) => [id, after]));
  const linked: Job[] = [];
  for (const job of jobs) {
    const after: string[] = [];
    for (const given of job.after) {
      if (before.get(job.id)?.includes(given)) {
        after.push(given);
        continue;
      }
      const found = findJobId(names.get(given) ?? given, [...byId.keys()]);
      if (!found.ok) {
        return found;
      }
      after.push(found.value);
    }
    const whole = {...job, after: [...new Set(after)]};
    byId.set(job.id, whole);
    linked.push(whole);
  }
  for (const {id} of linked) {
    const cycle = findCycle(id, (each) => byId.get(each)?.after ?? []);
    if (cycle !== undefined) {
      return {ok: false, failure: {code: 'job-cycle', cycle}};
    }
  }
  return {ok: true, value: linked};
}
