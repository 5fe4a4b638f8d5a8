import type {Job} from '../../../lib/core/queue/job.ts';
import {type JobHistory, noHistory} from '../../../lib/core/queue/job-history.ts';
import type {Place, StoredJob} from '../../../lib/core/queue/judge-jobs.ts';
import {makeJob} from '../../../lib/core/queue/make-job.ts';

/** A stored job with what matters to a test said, and the rest as usual. */
export function makeStored(
  said: Partial<Job> & {id: string},
  {place = 'pending', history = {}}: {place?: Place; history?: Partial<JobHistory>} = {},
): StoredJob {
  const made = makeJob(
    {prompt: `do ${said.id}`},
    {id: said.id, addedAt: '2026-11-26T12:00:00.000Z', cwd: '/p'},
  );
  return {job: {...made, ...said}, place, history: {...noHistory, ...history}};
}

/** How a job ended, with a result and a reason. */
export function endAs(result: 'done' | 'failed' | 'cancelled', because = ''): Partial<JobHistory> {
  const outcome = {
    code: null,
    run: null,
    tier: null,
    cost_usd: 0,
    duration_ms: 0,
    branch: null,
    files_changed: 0,
  };
  return {end: {at: '2026-11-26T13:00:00.000Z', result, because, outcome}};
}
