import type {SessionState, StateNote} from './session-state.ts';

/** Notes that are kept, the newest. */
export const keptNotes = 20;

export function addNote(state: SessionState, note: StateNote): SessionState {
  return {...state, notes: [...state.notes, note].slice(-keptNotes)};
}
