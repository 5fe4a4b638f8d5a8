import type {CacheState} from '../economics/cache-state.ts';
import type {ModelTier} from '../tier.ts';
import {noMemory, type SessionMemory} from './session-memory.ts';
import type {TurnPlan} from './turn-plan.ts';

/** All that the module knows of the session that it runs in. A value: events make the next one. */
export interface ModState {
  /** The client's id of the session. */
  session: string | undefined;
  memory: SessionMemory;
  /** The session's own model, once it was found out. */
  base: string | undefined;
  /** The client's own idea of the session's model. */
  clientModel: string | undefined;
  /** The model that the client took from the transcript as it resumed. */
  restored: string | undefined;
  isResumed: boolean;
  /** Decided prompts whose turn has not begun. */
  waiting: TurnPlan[];
  /** The main thread's running turn. */
  turn: RunningTurn | undefined;
  /** The turn before it. */
  last: LastTurn | undefined;
  agents: Readonly<Record<string, AgentRoute>>;
  cache: {at: number; lifetime: CacheState['lifetime']; isExpired: boolean};
}

/** A running subagent. */
export interface AgentRoute {
  /** The tier that it was moved to. */
  tier: ModelTier | undefined;
  /** It names a model of its own, so what the client says of it is right. */
  isOwn: boolean;
}

export interface RunningTurn {
  id: string;
  /** undefined: a turn that nobody's prompt began. */
  plan: TurnPlan | undefined;
  /** The move was given up: a request failed, or the person spoke up. */
  isHeld: boolean;
  /** Messages of the newest request. */
  messages: number;
}

interface LastTurn {
  prompt: string | undefined;
  /** The client's id of it. */
  promptId: string | null | undefined;
  wasMoved: boolean;
  messages: number;
  wasAnswered: boolean;
}

export const freshState: ModState = {
  session: undefined,
  memory: noMemory,
  base: undefined,
  clientModel: undefined,
  restored: undefined,
  isResumed: false,
  waiting: [],
  turn: undefined,
  last: undefined,
  agents: {},
  cache: {at: 0, lifetime: '5m', isExpired: false},
};
