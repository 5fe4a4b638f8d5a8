import {type Breaker, closed} from '../core/run/breaker.ts';
import type {Tier} from '../core/tier.ts';
import {tiers} from '../core/tier.ts';
import {readBreakers} from '../edge/breaker-file.ts';
import type {Environment} from '../edge/environment.ts';
import {paths} from '../edge/paths.ts';

/** The breaker of every tier. */
export function readBreakerStates(environment: Environment): ({tier: Tier} & Breaker)[] {
  const known = readBreakers(paths(environment).breakers);
  return tiers.map((tier) => ({tier, ...(known[tier] ?? closed)}));
}
