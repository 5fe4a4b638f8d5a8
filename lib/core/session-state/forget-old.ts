import type {SessionState} from './session-state.ts';

export interface Forgotten {
  state: SessionState;
  routings: number;
  results: number;
}

/**
 * A state without the history and the results from before `cutoff` (ISO 8601). An entry from the
 * future stays: it says that a clock was wrong, not that the entry is old.
 */
export function forgetOld(state: SessionState, cutoff: string): Forgotten {
  const history = state.routing_history.filter(({timestamp}) => !(timestamp < cutoff));
  const results = Object.entries(state.cached_results);
  const kept = results.filter(([, {at}]) => !(at < cutoff));
  return {
    state: {...state, routing_history: history, cached_results: Object.fromEntries(kept)},
    routings: state.routing_history.length - history.length,
    results: results.length - kept.length,
  };
}
