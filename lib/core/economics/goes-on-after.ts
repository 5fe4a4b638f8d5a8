import {type CacheState, lifetimeMs} from './cache-state.ts';

/** A person goes on after so long on average; chosen, and taken as exponential. */
const meanPauseMs = 120_000;

/** Share of pauses that outlast a cache, of which `earlierMs` have passed already. */
export function goesOnAfter(lifetime: CacheState['lifetime'], earlierMs = 0): number {
  return Math.exp(-(lifetimeMs[lifetime] - earlierMs) / meanPauseMs);
}
