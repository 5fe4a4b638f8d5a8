import type {StoredJob} from '../queue/judge-jobs.ts';

/** What the caps of a night are held against. */
export interface NightUse {
  /** Attempts that began. */
  started: number;
  costUsd: number;
  /** What the jobs that run may still spend. */
  heldUsd: number;
}

/**
 * What was done of the queue since a night began, by whichever process: a window is worked by many,
 * one after the other and beside each other, and its caps are those of all of them.
 */
export function measureNight(jobs: readonly StoredJob[], sinceMs: number): NightUse {
  const isSince = (at: string): boolean => Date.parse(at) > sinceMs;
  const use: NightUse = {started: 0, costUsd: 0, heldUsd: 0};
  for (const {job, place, history} of jobs) {
    use.started += history.beganAt.filter(isSince).length;
    for (const {at, usd} of history.costs) {
      use.costUsd += isSince(at) ? usd : 0;
    }
    if (place === 'running') {
      // Taken, and about to begin.
      use.started += history.isAtWork ? 0 : 1;
      use.heldUsd += Math.max(0, job.max_usd - history.spent_usd);
    }
  }
  return use;
}
