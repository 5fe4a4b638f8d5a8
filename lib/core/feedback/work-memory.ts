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
import {modelTiers, tiers} from '../tier.ts';

const isTurnTrace = hasShape({
  /** The client's id of the prompt. */
  prompt: isMaybe(isText),
  /** Where it was sent. */
  tier: isOneOf(tiers),
  /** The session's own tier at that time; absent: a name that tells none. */
  base: isMaybe(isOneOf(modelTiers)),
  kind: isText,
  /** Milliseconds. */
  at: isNumber,
});

/** The last decided turn of a session. */
export type TurnTrace = Guarded<typeof isTurnTrace>;

const isWork = hasShape({tier: isOneOf(modelTiers), kind: isText});

/** Work of one kind that was sent to one tier. */
export type Work = Guarded<typeof isWork>;

/** What a session knows of how its moves were taken; the plugin's memory holds these beside its own. */
export const workShape = {
  last: isMaybe(isTurnTrace),
  /** What the last turn worked on, if it was moved; follow-ups go on with it. */
  work: isMaybe(isWork),
  /** Work that was handed back, or that failed by the person's own word. */
  failures: isMaybe(isListOf(isWork)),
  /** Tiers on which a request failed: no more moves to them. */
  failed: isListOf(isOneOf(modelTiers)),
  /** A moved turn was taken back: no more moves. */
  isStopped: isFlag,
};

export const isWorkMemory = hasShape(workShape);

export type WorkMemory = Guarded<typeof isWorkMemory>;

export const noWork: WorkMemory = {failed: [], isStopped: false};
