import type {Result} from '../core/failure/failure.ts';
import {packState} from '../core/session-state/pack-state.ts';
import {
  isSessionState,
  type SessionState,
  stateSchema,
} from '../core/session-state/session-state.ts';
import type {HeldLock} from '../edge/lock.ts';
import {replaceLockedFile} from '../edge/locked-file.ts';

/** Largest file of a state. */
export const maxStateBytes = 10_000_000;

/** Writes a state by whoever holds its lock; its identity is that of `before`. */
export function saveState(
  file: string,
  changed: SessionState,
  {
    before: {session_id, created_at},
    now,
    ...how
  }: {before: SessionState; now: string; held: HeldLock; isOldGood: boolean},
): Result<SessionState> {
  const next = {...changed, schema: stateSchema, session_id, created_at, updated_at: now};
  if (!isSessionState(next)) {
    throw new Error('a change made a state that could not be read again');
  }
  const packed = packState(next, {maxBytes: maxStateBytes, now});
  if (!packed.fits) {
    const {bytes} = packed;
    return {ok: false, failure: {code: 'state-too-large', file, bytes, limit: maxStateBytes}};
  }
  replaceLockedFile(file, packed.text, how);
  return {ok: true, value: packed.state};
}
