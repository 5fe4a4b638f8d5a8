import {type Guarded, hasShape, isOneOf, isText} from '../guard.ts';
import {enforcements} from '../mode/mode.ts';
import {modelTiers, tiers} from '../tier.ts';

/**
 * What the hooks of one turn tell each other: a file of JSON lines, the first written by the hook
 * that claimed the prompt, the others appended while the turn runs. The turn is the fold over them.
 */
const isTurnDecision = hasShape({
  event: isOneOf(['decided']),
  tier: isOneOf(tiers),
  enforcement: isOneOf(enforcements),
  maxTier: isOneOf(modelTiers),
  /** The folder of the install that decided, so that a second one in the session keeps still. */
  by: isText,
});

export const turnEvents = [
  'denied',
  'delegated',
  'returned',
  'handed-back',
  'gate-opened',
  'held',
  'ended',
] as const;

export type TurnEvent = (typeof turnEvents)[number];

export interface Turn {
  decision: Guarded<typeof isTurnDecision>;
  /** Tool calls that the gate has denied so far. */
  denials: number;
  hasDelegated: boolean;
  /** An agent answered that the work needs a larger tier: the turn is no longer ours to shape. */
  wasHandedBack: boolean;
  isGateOpen: boolean;
  /** Text typed into the running turn ended its move: what comes next is left alone. */
  isHeld: boolean;
  /** Agents were called and none came back with an answer: its requests failed. */
  hasFailed: boolean;
  /** A later `!command` has this turn's prompt id on older clients, and is none of its work. */
  hasEnded: boolean;
}

/** The turn that a file's text tells, or undefined when it tells none (empty, torn, foreign). */
export function readTurn(text: string): Turn | undefined {
  const [first, ...rest] = text.split('\n').map(parseLine);
  if (!isTurnDecision(first)) {
    return undefined;
  }
  const count = (event: TurnEvent) => rest.filter((line) => isEvent(line, event)).length;
  // An interrupted turn does not end, and its agents failed at nothing.
  const hasEnded = count('ended') > 0;
  const hasDelegated = count('delegated') > 0;
  return {
    decision: first,
    denials: count('denied'),
    hasDelegated,
    wasHandedBack: count('handed-back') > 0,
    isGateOpen: count('gate-opened') > 0,
    isHeld: count('held') > 0,
    hasFailed: hasDelegated && hasEnded && count('returned') === 0,
    hasEnded,
  };
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function isEvent(line: unknown, event: TurnEvent): boolean {
  return hasShape({event: isOneOf([event])})(line);
}
