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
  /** The same, request by request. */
  mainRequests: MainRequest[];
  agents: AgentUse[];
  /** Another prompt came after it. */
  isOver: boolean;
}

/** A request of the main thread, as it met the prompt cache of its model. */
export interface MainRequest {
  model: string;
  /** Tokens that it read from the cache. */
  read: number;
  /** Of what it wrote to the cache: what the conversation held before already. */
  rewritten: CacheWrites;
  /** The rest of what it wrote there. */
  added: CacheWrites;
  /** It sends less than the request before it: the conversation was compacted or rewound. */
  isCut: boolean;
  /** Since the request before it every cache has run out. */
  isLate: boolean;
  /** The one after it, in whichever turn. */
  next: MainRequest | undefined;
}

/** Tokens, by the lifetime that they are written for. */
export type CacheWrites = Pick<Tokens, 'cacheWrite5m' | 'cacheWrite1h'>;

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
