import type {Effort} from '../core/mod/cap-effort.ts';

/**
 * The part of the client's plugin interface that the module uses, written by hand: the client's own
 * declarations change with it and are not ours to publish. test/client/mod holds these against the
 * ones that the client lays beside a plugin.
 *
 * The interface is early access. Seen on 2.1.330. Where a call or an event is missing:
 * - an event that the client does not know, or a wrong spelling: the client loads no module, says
 *   nothing, and the session runs as without the plugin; installed hooks carry on, since nobody
 *   set TIERWISE_MOD_ALIVE.
 * - a call that is missing throws where it is made: the prompt stays on the base model (see
 *   `lib/mod/submit-prompt.ts`), one line goes to the debug log.
 * - without `$.store` nothing is moved, since nobody would remember the base model.
 */
export const engineCalls: readonly {call: string; for: string; without: string}[] = [
  {call: '$.clock.sleep', for: 'a bound on slow reads', without: 'no move'},
  {call: '$.command.list', for: 'is /tier somebody else’s', without: 'no /tier'},
  {call: '$.command.register', for: '/tier', without: '/tierwise:tier alone'},
  {call: '$.env.get', for: 'overrides, folders', without: 'no move'},
  {call: '$.env.set', for: 'TIERWISE_MOD_ALIVE', without: 'no move: the hooks would act, too'},
  {call: '$.fs.exists', for: 'the off flag, news of the night', without: 'no move'},
  {call: '$.fs.read', for: 'config.json, tierwise.json, evidence, news', without: 'no move'},
  {call: '$.fs.write', for: 'evidence', without: 'no evidence'},
  {call: '$.process.run', for: 'a hand-off to the orchestrator', without: 'no hand-off'},
  {call: '$.session.id', for: 'whose memory', without: 'no move'},
  {call: '$.session.info', for: 'prompt id and transcript, for evidence', without: 'no move'},
  {call: '$.session.messages', for: 'the prompt that ~opus repeats', without: 'no redo'},
  {call: '$.session.model', for: 'the client’s own model', without: 'no move'},
  {call: '$.session.root', for: 'the project’s file', without: 'no move'},
  {call: '$.session.usage', for: 'context size, quota, lineage of a fork', without: 'no move'},
  {call: '$.session.version', for: 'prices', without: 'no move'},
  {call: '$.settings.read', for: 'the default model, on resume', without: 'the remembered base'},
  {call: '$.store.delete', for: 'pruning', without: 'no pruning'},
  {call: '$.store.get', for: 'the base model', without: 'no move'},
  {call: '$.store.keys', for: 'pruning', without: 'no pruning'},
  {call: '$.store.set', for: 'the base model', without: 'no move'},
  {call: '$.ui.log', for: 'a wish that was not granted; trouble', without: 'silence'},
  {call: '$.ui.status', for: 'the line of a moved turn', without: 'no line'},
];

/** `$` */
export interface Engine {
  readonly clock: {sleep: (ms: number, options?: {signal?: AbortSignal}) => Promise<void>};
  readonly command: {
    list: () => Promise<readonly {name: string; source: string; plugin?: string}[]>;
    register: (command: {
      name: string;
      description: string;
      argumentHint?: string;
    }) => Promise<unknown>;
  };
  readonly env: {
    get: (name: string) => Promise<string | undefined>;
    set: (name: string, value: string | undefined) => Promise<unknown>;
  };
  readonly fs: {
    exists: (path: string) => Promise<boolean>;
    read: (path: string) => Promise<string>;
    write: (path: string, text: string) => Promise<void>;
  };
  readonly process: {
    run: (
      argv: readonly string[],
      init?: {cwd?: string; stdin?: string; timeoutMs?: number},
    ) => Promise<{exitCode: number; stdout: string}>;
  };
  readonly session: {
    id: () => Promise<string>;
    info: () => Promise<{transcriptPath: string; promptId?: string}>;
    messages: () => Promise<readonly {role: 'user' | 'assistant'; text: string}[] | {deny: string}>;
    model: () => Promise<string>;
    root: () => Promise<string>;
    usage: () => Promise<SessionUsage>;
    version: () => Promise<{version: string}>;
  };
  readonly settings: {read: (args: {key: 'model'}) => Promise<unknown>};
  readonly store: {
    delete: (key: string) => Promise<void>;
    get: (key: string) => Promise<unknown>;
    keys: () => Promise<readonly string[]>;
    set: (key: string, value: unknown) => Promise<void>;
  };
  readonly ui: {
    log: (text: string, options?: {to?: 'transcript' | 'debug'}) => void;
    status: (text: string | undefined) => void;
  };
}

interface SessionUsage {
  startedAt: number;
  context: {tokens?: number};
  rateLimits: readonly {kind: string; percentUsed: number; resetsAt?: string}[];
  cost?: {usd: number};
}

/** The events that the module hears: what they carry, and what a hook of theirs answers. */
export interface Events {
  'session.start': [{isInteractive: boolean}, unknown];
  'session.end': [{reason: string}, unknown];
  'session.compact': [{trigger: string; agentId?: string}, unknown];
  'classic.SessionStart': [
    {
      session_id: string;
      source: 'startup' | 'resume' | 'clear' | 'fork' | 'compact';
      prompt_cache_likely_expired?: boolean;
    },
    unknown,
  ];
  'classic.PostModelSwitch': [
    {
      session_id: string;
      to_model: string;
      source: 'command' | 'picker' | 'sdk' | 'auto' | 'resume';
    },
    unknown,
  ];
  'classic.UserPromptSubmit': [{prompt_id?: string; permission_mode?: string}, unknown];
  'prompt.submit': [
    {
      text: string;
      origin: {kind: string};
      command?: {name: string};
      isMeta?: true;
      turnId?: string;
    },
    unknown,
  ];
  'command.run': [{command: string; args: string}, unknown];
  'turn.start': [{text: string; turnId: string; agentId?: string}, unknown];
  'turn.complete': [
    {turnId: string; agentId?: string; reason: string; durationMs: number; usage?: TurnUsage},
    unknown,
  ];
  'agent.spawn': [
    {
      tool_use_id: string;
      subagentType: string;
      model?: string;
      parentAgentId?: string;
      fork: boolean;
      resume?: {agentId: string};
    },
    {model: string; agentId?: string; deny?: undefined} | {deny: string},
  ];
}

interface TurnUsage {
  input_tokens: number;
  output_tokens: number;
  cache_read_input_tokens: number;
  cache_creation_input_tokens: number;
  ephemeral_1h_input_tokens?: number;
  model: string;
}

/** One request to the API. */
export interface StepInput {
  turnId: string;
  index: number;
  model: string;
  effort?: Effort;
  messageCount: number;
  agentId?: string;
}

export interface StepChunk {
  kind: string;
  index?: number;
  text?: string;
}

export interface StepResult {
  stopReason: string | null;
  usage: TurnUsage | null;
  turnId?: string;
  index?: number;
  answer?: string;
  toolUses?: readonly unknown[];
}

/** The rest of the chain. A hook rewrites by handing on a changed copy of all that it got. */
export type Next<Input, Result> = ((input: Input) => Promise<Result>) & {
  readonly signal: AbortSignal;
};

export type StepNext = ((input: StepInput) => AsyncGenerator<StepChunk, StepResult>) & {
  readonly signal: AbortSignal;
};

/** A hook that fails is passed over, unless its `catch` answers for it. */
interface Registration<Hook> {
  readonly catch: (handler: Hook) => void;
}

type Hook<Input, Result> = (
  $: Engine,
  event: Input,
  next: Next<Input, Result>,
) => Promise<Result> | Result;

type StepHook = (
  $: Engine,
  event: StepInput,
  next: StepNext,
) => AsyncGenerator<StepChunk, StepResult>;

export interface On {
  <Name extends keyof Events>(
    name: Name,
    hook: Hook<Events[Name][0], Events[Name][1]>,
  ): Registration<Hook<Events[Name][0], Events[Name][1]>>;
  (name: 'turn.step', hook: StepHook): Registration<StepHook>;
}
