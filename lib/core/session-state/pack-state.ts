import {addNote} from './add-note.ts';
import type {SessionState} from './session-state.ts';

/** What is left of the largest size once something had to go, so that not each update drops again. */
const keptShare = 0.9;

export type PackedState =
  | {fits: true; state: SessionState; text: string}
  | {fits: false; bytes: number};

/**
 * The text of a state's file. One of more than `maxBytes` loses the oldest of its history and its
 * cached results, and a note says so; `fits` is false when all of them would not be enough.
 */
export function packState(
  state: SessionState,
  {maxBytes, now}: {maxBytes: number; now: string},
): PackedState {
  const text = write(state);
  const bytes = sizeOf(text);
  if (bytes <= maxBytes) {
    return {fits: true, state, text};
  }
  const shorter = dropOldest(state, {excess: bytes - maxBytes * keptShare, now});
  const shorterText = write(shorter);
  const shorterBytes = sizeOf(shorterText);
  return shorterBytes <= maxBytes
    ? {fits: true, state: shorter, text: shorterText}
    : {fits: false, bytes: shorterBytes};
}

interface Droppable {
  at: string;
  bytes: number;
  /** A place in the history, or the name of a cached result. */
  of: number | string;
}

function dropOldest(
  state: SessionState,
  {excess, now}: {excess: number; now: string},
): SessionState {
  const oldest = listDroppable(state).sort((left, right) => compare(left.at, right.at));
  const dropped = new Set<number | string>();
  let freed = 0;
  let last = '';
  for (const {at, bytes, of} of oldest) {
    if (freed >= excess) {
      break;
    }
    freed += bytes;
    last = at;
    dropped.add(of);
  }
  const results = [...dropped].filter((of) => typeof of === 'string').length;
  const kept = {
    ...state,
    routing_history: state.routing_history.filter((_, place) => !dropped.has(place)),
    cached_results: Object.fromEntries(
      Object.entries(state.cached_results).filter(([name]) => !dropped.has(name)),
    ),
  };
  return addNote(kept, {
    at: now,
    code: 'oldest-dropped',
    detail: `${dropped.size - results} of the history and ${results} cached results, up to ${last}: the file was too large`,
  });
}

function listDroppable({routing_history, cached_results}: SessionState): Droppable[] {
  return [
    ...routing_history.map((entry, of) => ({
      at: entry.timestamp,
      bytes: sizeOf(JSON.stringify(entry)) + 1,
      of,
    })),
    ...Object.entries(cached_results).map(([of, result]) => ({
      at: result.at,
      bytes: sizeOf(JSON.stringify({[of]: result})),
      of,
    })),
  ];
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function write(state: SessionState): string {
  return `${JSON.stringify(state)}\n`;
}

function sizeOf(text: string): number {
  return new TextEncoder().encode(text).length;
}
