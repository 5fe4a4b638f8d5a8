import type {RunState} from './run-state.ts';

/** Of all attempts of a run, in USD. What an attempt cost that did not say counts as nothing. */
export function spentUsd({steps}: RunState): number {
  return Object.values(steps)
    .flatMap(({attempts}) => attempts)
    .reduce((sum, {used}) => sum + (used?.cost_usd ?? 0), 0);
}
