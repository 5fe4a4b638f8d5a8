/** A block of a scripted answer; the stub gives tool calls their ids. */
export type AnswerBlock =
  | {type: 'text'; text: string}
  | {type: 'tool_use'; name: string; input: Record<string, unknown>};

/** What the stub does with one `/v1/messages` request. */
export type Answer =
  | {
      kind: 'message';
      content: AnswerBlock[];
      usage?: Record<string, number>;
      headers?: Record<string, string>;
      delayMs?: number;
    }
  | {
      kind: 'error';
      status: number;
      headers?: Record<string, string>;
      type?: string;
      message?: string;
    }
  | {kind: 'hang'}
  /** The answer that the promise brings: two requests can wait for each other. */
  | {kind: 'later'; answer: Promise<Answer>}
  | {kind: 'cut'};

export type Block = {
  type: string;
  text?: string;
  name?: string;
  input?: Record<string, unknown>;
  is_error?: boolean;
  content?: unknown;
};

export type Message = {role: 'user' | 'assistant' | 'system'; content: string | Block[]};

export type MessagesBody = {
  model: string;
  messages: Message[];
  stream?: boolean;
  system?: unknown;
  tools?: {name: string}[];
  output_config?: {effort?: string};
};

/** One `/v1/messages` request, with the fields that tests ask for most already read out. */
export type StubRequest = {
  /** Counts messages requests only, from 1. */
  n: number;
  model: string;
  isSubagent: boolean;
  agentId: string | undefined;
  /** The client asking for a name for the session (2.1.197 in the terminal); scripts never see it. */
  isTitle: boolean;
  effort: string | undefined;
  /** Everything the model can read (system prompt and messages), as one string. */
  text: string;
  /** Names of the tools offered with their schemas; 2.1.330 names its deferred tools in the text only. */
  tools: string[];
  body: MessagesBody;
  headers: Record<string, string | string[] | undefined>;
};

/** Plays the model: one request in, one answer out. */
export type Script = (request: StubRequest) => Answer;
