import {
  type Guard,
  type Guarded,
  hasShape,
  isFlag,
  isListOf,
  isMaybe,
  isOneOf,
  isText,
} from '../guard.ts';
import {modelTiers, tiers} from '../tier.ts';

const isTime: Guard<number> = (value): value is number => Number.isFinite(value);

/**
 * What outlives the process of a session, in the plugin's own store. The client resumes a session
 * on the model of its last answer, so after a move it no longer knows its own model: we do.
 */
export const isSessionMemory = hasShape({
  /** The model before our first move; absent as long as nothing was moved. */
  base: isMaybe(isText),
  /** What moved turns were sent on: the alias, and the model that answered to it. */
  sent: isListOf(isText),
  /** Tiers on which a request failed: no more moves to them. */
  failed: isListOf(isOneOf(modelTiers)),
  /** `/tier ...` */
  tier: isMaybe(isOneOf(tiers)),
  /** An explicit /model paused routing. */
  isPaused: isFlag,
  /** A moved turn was taken back: no more moves. */
  isStopped: isFlag,
  /** Milliseconds, of the last change. */
  at: isTime,
});

export type SessionMemory = Guarded<typeof isSessionMemory>;

export const noMemory: SessionMemory = {
  sent: [],
  failed: [],
  isPaused: false,
  isStopped: false,
  at: 0,
};

/** Days after which a session's memory goes; the client keeps transcripts for 30 unless told. */
export const keptMemoryDays = 90;

export function wasMoved(memory: SessionMemory): boolean {
  return memory.sent.length > 0 && memory.base !== undefined;
}
