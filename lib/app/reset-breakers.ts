import type {Result} from '../core/failure/failure.ts';
import {closed} from '../core/run/breaker.ts';
import type {Tier} from '../core/tier.ts';
import {tiers} from '../core/tier.ts';
import {changeBreaker, readBreakers} from '../edge/breaker-file.ts';
import type {Environment} from '../edge/environment.ts';
import {paths} from '../edge/paths.ts';

/** Closes the breaker of a tier, or of all; gives the tiers whose breaker was not closed before. */
export async function resetBreakers(
  environment: Environment,
  tier: Tier | undefined,
): Promise<Result<Tier[]>> {
  const {breakers} = paths(environment);
  const known = readBreakers(breakers);
  const chosen = tiers.filter((each) => tier === undefined || each === tier);
  const opened: Tier[] = [];
  for (const each of chosen.filter((name) => known[name] !== undefined)) {
    const changed = await changeBreaker(breakers, each, (before) => {
      if (before.state !== 'closed') {
        opened.push(each);
      }
      return closed;
    });
    if (!changed.ok) {
      return changed;
    }
  }
  return {ok: true, value: opened};
}
