import type {RunState} from './run-state.ts';

/** How a run stands at this moment: its journal, and whether a process is at work on it. */
export type RunPresence =
  | 'running'
  /** Its process is gone; it can be resumed. */
  | 'stopped'
  | 'parked'
  | 'done'
  | 'failed'
  | 'interrupted'
  | 'broken';

export function runPresence(state: RunState | undefined, isHeld: boolean): RunPresence {
  if (state === undefined) {
    return 'broken';
  }
  if (isHeld) {
    return 'running';
  }
  return state.status === 'open' ? 'stopped' : state.status;
}

/** There is something to go on with. */
export function isUnfinished(presence: RunPresence): boolean {
  return ['stopped', 'parked', 'failed', 'interrupted'].includes(presence);
}
