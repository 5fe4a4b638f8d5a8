import type {Job} from './job.ts';

/** Whose turn is it: priority, then the nearer deadline, then age. */
export function compareJobs(left: Job, right: Job): number {
  return (
    right.priority - left.priority ||
    compareTimes(left.deadline, right.deadline) ||
    left.added_at.localeCompare(right.added_at) ||
    left.id.localeCompare(right.id)
  );
}

/** One without a deadline comes after all that have one. */
function compareTimes(left: string | undefined, right: string | undefined): number {
  return (
    (left === undefined ? Number.POSITIVE_INFINITY : Date.parse(left)) -
      (right === undefined ? Number.POSITIVE_INFINITY : Date.parse(right)) || 0
  );
}
