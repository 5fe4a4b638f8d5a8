import {noWork, workShape} from '../feedback/work-memory.ts';
import {
  type Guarded,
  hasShape,
  isFlag,
  isListOf,
  isMaybe,
  isNumber,
  isOneOf,
  isText,
} from '../guard.ts';
import {tiers} from '../tier.ts';

/**
 * What outlives the process of a session, in the plugin's own store. The client resumes a session
 * on the model of its last answer, so after a move it no longer knows its own model: we do.
 */
export const isSessionMemory = hasShape({
  ...workShape,
  /** The model before our first move; absent as long as nothing was moved. */
  base: isMaybe(isText),
  /** What moved turns were sent on: the alias, and the model that answered to it. */
  sent: isListOf(isText),
  /** `/tier ...` */
  tier: isMaybe(isOneOf(tiers)),
  /** An explicit /model paused routing. */
  isPaused: isFlag,
  /** Milliseconds, of the last change. */
  at: isNumber,
});

export type SessionMemory = Guarded<typeof isSessionMemory>;

export const noMemory: SessionMemory = {
  ...noWork,
  sent: [],
  isPaused: false,
  at: 0,
};

/** Days after which a session's memory goes; the client keeps transcripts for 30 unless told. */
export const keptMemoryDays = 90;

export function wasMoved(memory: SessionMemory): boolean {
  return memory.sent.length > 0 && memory.base !== undefined;
}
