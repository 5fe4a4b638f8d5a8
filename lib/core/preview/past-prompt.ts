import type {Tokens} from '../metrics/tokens.ts';

/** One request of the session's own model. */
export interface PastRequest {
  model: string;
  tokens: Tokens;
}

/** A prompt that somebody typed (or a script sent), as a transcript tells it. */
export interface PastPrompt {
  /** Tells the same prompt in two files apart from two prompts: a forked session copies its lines. */
  id: string;
  /** ISO 8601. */
  at: string;
  session: string;
  /** Where the session ran. */
  project: string | undefined;
  /** The client's version. */
  client: string | undefined;
  isPlanMode: boolean;
  text: string;
  /** What the main thread did about it, in order. */
  requests: PastRequest[];
}
