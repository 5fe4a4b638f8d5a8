import type {Tier} from '../tier.ts';
import type {JudgedJob, StoredJob} from './judge-jobs.ts';
import {compareJobs} from './order-jobs.ts';

export interface ChoiceFacts {
  jobs: readonly JudgedJob[];
  nowMs: number;
  /** The night's end: work that would not be through by then is left for the next one. */
  endsAtMs: number;
  /** What the night may still spend. */
  leftUsd: number;
  /** Where a job would run, `stay` for the client's own model. */
  tierOf: (stored: StoredJob) => Tier;
  /** How many of each tier may run at once, and how many do. */
  parallel: Readonly<Record<Tier, number>>;
  running: Readonly<Record<Tier, number>>;
  /** Jobs that this night has looked at and will not look at again. */
  passedOver: ReadonlySet<string>;
}

/** A job that takes longer than this is rare; its own limit is only the most that it may take. */
const likelyMs = 20 * 60 * 1000;

/**
 * The job whose turn it is and that fits: into what is left of the night, of the money, and of its
 * tier. A small job behind a large one that does not fit goes first.
 */
export function chooseJob(facts: ChoiceFacts): JudgedJob | undefined {
  return facts.jobs
    .filter((each) => each.state === 'ready' && !facts.passedOver.has(each.job.id))
    .sort((left, right) => compareJobs(left.job, right.job))
    .find((each) => fits(each, facts));
}

function fits(
  stored: StoredJob,
  {nowMs, endsAtMs, leftUsd, tierOf, parallel, running}: ChoiceFacts,
): boolean {
  const {job} = stored;
  const tier = tierOf(stored);
  return (
    running[tier] < parallel[tier] &&
    nowMs + Math.min(job.timeout_ms, likelyMs) <= endsAtMs &&
    job.max_usd <= leftUsd
  );
}
