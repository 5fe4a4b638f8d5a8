import type {Result} from '../core/failure/failure.ts';
import {findJobId} from '../core/queue/find-job-id.ts';
import type {Job} from '../core/queue/job.ts';
import type {JobEvent} from '../core/queue/job-event.ts';
import type {JobState, JudgedJob} from '../core/queue/judge-jobs.ts';
import {compareJobs} from '../core/queue/order-jobs.ts';
import type {Environment} from '../edge/environment.ts';
import {paths} from '../edge/paths.ts';
import {listBroken, readJobJournal} from '../edge/queue-folder.ts';
import {type QueueSwitches, readQueueSwitches} from '../edge/queue-switch.ts';
import {judgeQueue} from './judge-queue.ts';

/** A job as `--json` gives it. */
export interface JobView extends Job {
  state: JobState;
  because: string;
  attempts_used: number;
  run: string | null;
  /** Of an ended job. */
  ended_at: string | null;
  code: string | null;
  branch: string | null;
  cost_usd: number;
}

export interface QueueView extends QueueSwitches {
  jobs: JobView[];
  /** Files in the queue that hold no job. */
  broken: string[];
}

/** The queue in the order in which it is worked, what has ended last. */
export async function showQueue(environment: Environment, now: Date): Promise<QueueView> {
  const {queue} = paths(environment);
  const jobs = await judgeQueue(environment, now.getTime());
  return {
    ...readQueueSwitches(queue),
    jobs: jobs.sort(compareForReader).map(viewJob),
    broken: listBroken(queue),
  };
}

/** One job with everything that happened to it. */
export async function showJob(
  environment: Environment,
  id: string,
  now: Date,
): Promise<Result<{job: JobView; history: JobEvent[]}>> {
  const {queue} = paths(environment);
  const jobs = await judgeQueue(environment, now.getTime());
  const found = findJobId(
    id,
    jobs.map(({job}) => job.id),
  );
  if (!found.ok) {
    return found;
  }
  const job = jobs.find((each) => each.job.id === found.value) as JudgedJob;
  return {ok: true, value: {job: viewJob(job), history: readJobJournal(queue, found.value)}};
}

function viewJob({job, state, because, history}: JudgedJob): JobView {
  const {end, attempts, run, spent_usd, lastFailure} = history;
  return {
    ...job,
    state,
    because,
    attempts_used: attempts,
    run,
    ended_at: end?.at ?? null,
    code: end?.outcome.code ?? lastFailure?.code ?? null,
    branch: end?.outcome.branch ?? null,
    cost_usd: end?.outcome.cost_usd ?? spent_usd,
  };
}

function compareForReader(left: JudgedJob, right: JudgedJob): number {
  return (
    rankOf(left) - rankOf(right) ||
    (left.place === 'ended'
      ? (left.history.end?.at ?? '').localeCompare(right.history.end?.at ?? '')
      : compareJobs(left.job, right.job))
  );
}

function rankOf({place}: JudgedJob): number {
  return {running: 0, pending: 1, paused: 2, ended: 3}[place];
}
