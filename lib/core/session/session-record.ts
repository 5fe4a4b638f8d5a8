import {type Guarded, hasShape, isMaybe, isText} from '../guard.ts';

/** What the session-start hook knows of a session; one small file, rewritten whole. */
export const isSessionRecord = hasShape({
  /** The session's own model, as the client named it; absent in `claude -p`. */
  base_model: isMaybe(isText),
  /** When that was told, ISO 8601. */
  at: isText,
  client: isMaybe(isText),
});

export type SessionRecord = Guarded<typeof isSessionRecord>;
