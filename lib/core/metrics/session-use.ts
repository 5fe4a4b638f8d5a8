import type {Tokens} from './tokens.ts';

/** What the transcripts of one session tell. */
export interface SessionUse {
  /** By prompt id. */
  turns: ReadonlyMap<string, TurnUse>;
  /**
   * Prompts of the client's own (an agent in the background is done) and the prompt that they
   * carry on. Their requests count there.
   */
  carriedOn: ReadonlyMap<string, string>;
  /** Requests that no prompt can be named for. */
  homeless: number;
  /** Lines that should have told something and could not be read. */
  torn: number;
}

export interface TurnUse {
  /** When the prompt was written, ISO 8601; empty: nothing tells it. */
  at: string;
  /** What the main thread ran. */
  main: ModelUse[];
  agents: AgentUse[];
  /** Another prompt came after it. */
  isOver: boolean;
}

export interface ModelUse {
  model: string;
  requests: number;
  tokens: Tokens;
}

export interface AgentUse {
  id: string;
  /** undefined: not an agent that somebody called, but one that the client runs for itself. */
  type: string | undefined;
  /** The Agent call that started it. */
  toolUse: string | undefined;
  /** 1: called by the main thread. */
  depth: number;
  use: ModelUse[];
  /** Its very first request: what starting it cost. undefined: it was started in another turn. */
  first: {model: string; tokens: Tokens} | undefined;
}
