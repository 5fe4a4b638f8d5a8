import type {StoredJob} from '../queue/judge-jobs.ts';
import {type ModelTier, modelTiers, type Tier} from '../tier.ts';

/** What the next attempt at a job is told, and on which tiers it may run. */
export interface AttemptPlan {
  prompt: string;
  /** undefined: routing decides. */
  ladder: readonly Tier[] | undefined;
}

/** Failures of the work itself: a larger tier may do better. */
const climbing = ['verify-failed', 'handed-back'];

/** A tier that the person named stays; one that routing chose climbs after it has failed at the work. */
export function planAttempt({job, history}: StoredJob): AttemptPlan {
  const {lastFailure} = history;
  const hasFailedAtWork = lastFailure !== null && climbing.includes(lastFailure.code);
  const prompt = job.prompt ?? '';
  return {
    prompt: hasFailedAtWork
      ? `${prompt}\n\nAn earlier attempt was thrown away: ${lastFailure.because}`
      : prompt,
    ladder:
      job.tier !== undefined
        ? [job.tier]
        : hasFailedAtWork
          ? [nextTier(history.lastTier)]
          : undefined,
  };
}

/** The person's own model is where every ladder ends. */
function nextTier(last: string | null): Tier {
  if (last === 'stay') {
    return 'stay';
  }
  const at = modelTiers.indexOf(last as ModelTier);
  return modelTiers[Math.min(at + 1, modelTiers.length - 1)] ?? 'opus';
}
