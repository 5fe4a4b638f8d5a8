import type {Tier} from '../tier.ts';

/** Jobs at once, by tier: the large ones take the plan's quota fastest. */
export const parallelJobs: Readonly<Record<Tier, number>> = {haiku: 3, sonnet: 2, opus: 1, stay: 1};

/** What may be done in one window, by however many processes. */
export interface NightCaps {
  maxJobs: number;
  maxUsd: number;
}

/** What a night may do when nobody says how much. */
export const nightCaps: NightCaps = {maxJobs: 50, maxUsd: 50};
