import {advance} from '../core/mod/advance.ts';
import type {ModEvent} from '../core/mod/mod-event.ts';
import {freshState, type ModState} from '../core/mod/mod-state.ts';

// One module runs per client process, and a process has one session at a time: this is its state.
let state: ModState = freshState;

export function current(): ModState {
  return state;
}

/** Goes on to the next state at once, so that hooks that run beside each other never see half of it. */
export function happened(event: ModEvent): ModState {
  state = advance(state, event, Date.now());
  return state;
}
