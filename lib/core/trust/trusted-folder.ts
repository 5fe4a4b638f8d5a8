import {type Guarded, hasShape, isText} from '../guard.ts';

/** A folder in which work may run while nobody looks. */
export const isTrustedFolder = hasShape({
  /** Its real path: no link is left in it. */
  path: isText,
  /** ISO 8601, UTC. */
  added_at: isText,
});

export type TrustedFolder = Guarded<typeof isTrustedFolder>;
