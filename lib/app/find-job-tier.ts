import {planAttempt} from '../core/night/plan-attempt.ts';
import type {StoredJob} from '../core/queue/judge-jobs.ts';
import type {Tier} from '../core/tier.ts';
import type {Environment} from '../edge/environment.ts';
import {routeLadder} from './route-ladder.ts';

/**
 * The tier that the next attempt at a job begins on: the one that was named, else what routing says
 * of its prompt, with the settings and rules as they are now. A workflow counts as `stay`: its steps
 * have tiers of their own.
 * @param known what was found in this night; routing is asked once for each attempt.
 */
export function findJobTier(
  stored: StoredJob,
  environment: Environment,
  known: Map<string, Tier>,
): Tier {
  const {id, workflow, cwd} = stored.job;
  if (workflow !== undefined) {
    return stored.job.tier ?? 'stay';
  }
  const {prompt, ladder} = planAttempt(stored);
  const key = JSON.stringify([id, prompt, ladder ?? null]);
  const tier = known.get(key) ?? (ladder ?? routeLadder(prompt, cwd, environment).ladder)[0];
  known.set(key, tier ?? 'stay');
  return tier ?? 'stay';
}
