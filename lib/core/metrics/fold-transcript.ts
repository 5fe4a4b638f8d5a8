import {isRecord} from '../guard.ts';
import {linkMainRequests} from './link-main-requests.ts';
import type {AgentUse, MainRequest, ModelUse, SessionUse, TurnUse} from './session-use.ts';
import {addTokens, noTokens, readTokens, type Tokens} from './tokens.ts';

/** What the file beside an agent's transcript says of it. */
export interface AgentFile {
  id: string;
  type?: string | undefined;
  toolUse?: string | undefined;
  depth?: number | undefined;
}

/** A line without any of these tells nothing here: it need not even be decoded. */
export const transcriptMarks = ['"usage"', '"promptId"'] as const;

export interface TranscriptFold {
  /** One line of the main transcript, or of an agent's. Lines of one file come in its order. */
  add: (line: string, agent?: AgentFile) => void;
  /** What the lines so far amount to; more may follow. */
  read: () => SessionUse;
}

interface Request {
  thread: Thread;
  /** undefined: no line before it named one. */
  prompt: string | undefined;
  model: string;
  tokens: Tokens;
  /** When it was answered, in milliseconds; NaN: nothing tells it. */
  at: number;
  /** The first of its thread. */
  isFirst: boolean;
}

/** The main thread, or one agent. */
interface Thread {
  agent: AgentFile | undefined;
  prompt: string | undefined;
  hasAnswered: boolean;
}

/**
 * Adds up a session's transcripts, the main one first. An answer is written as one line per
 * content block, each with the whole usage: it counts once, by its message id, with the last usage
 * seen. An answer belongs to the prompt that the lines before it in its file name.
 */
export function foldTranscript(): TranscriptFold {
  const threads = new Map<string, Thread>();
  const requests = new Map<string, Request>();
  /** The prompt in which each Agent call was made. */
  const callers = new Map<string, string>();
  /** The call or the agent that a prompt of the client's own reports. */
  const notices = new Map<string, string>();
  /** When each prompt was first seen. */
  const seen = new Map<string, string>();
  let torn = 0;

  return {add, read};

  function add(text: string, file?: AgentFile): void {
    if (!transcriptMarks.some((mark) => text.includes(mark))) {
      return;
    }
    const line = parse(text);
    if (!isRecord(line)) {
      torn += 1;
      return;
    }
    const thread = findThread(line, file);
    if (line.type === 'user') {
      addPrompt(line, thread);
    } else if (line.type === 'assistant') {
      addAnswer(line, thread);
    }
  }

  function findThread(line: Record<string, unknown>, file: AgentFile | undefined): Thread {
    // Older clients wrote agents into the main transcript.
    const id = file?.id ?? text(line.agentId) ?? (line.isSidechain === true ? 'sidechain' : '');
    let thread = threads.get(id);
    if (thread === undefined) {
      thread = {
        agent: id === '' ? undefined : (file ?? {id}),
        prompt: undefined,
        hasAnswered: false,
      };
      threads.set(id, thread);
    }
    return thread;
  }

  function addPrompt(line: Record<string, unknown>, thread: Thread): void {
    const prompt = text(line.promptId);
    if (prompt === undefined) {
      return;
    }
    thread.prompt = prompt;
    const reported = seen.has(prompt) ? undefined : readNotice(line);
    if (!seen.has(prompt)) {
      seen.set(prompt, text(line.timestamp) ?? '');
    }
    if (reported !== undefined) {
      notices.set(prompt, reported);
    }
  }

  function addAnswer(line: Record<string, unknown>, thread: Thread): void {
    const message = isRecord(line.message) ? line.message : {};
    const model = text(message.model);
    const id = text(message.id);
    // `<synthetic>`: the client's own words, no request.
    if (model === undefined || model.startsWith('<') || id === undefined) {
      return;
    }
    const known = requests.get(id);
    if (known === undefined) {
      const {prompt, hasAnswered} = thread;
      const tokens = readTokens(message.usage);
      const at = Date.parse(text(line.timestamp) ?? '');
      requests.set(id, {thread, prompt, model, tokens, at, isFirst: !hasAnswered});
      thread.hasAnswered = true;
    } else {
      known.tokens = readTokens(message.usage);
    }
    for (const call of readAgentCalls(message.content)) {
      if (thread.prompt !== undefined) {
        callers.set(call, thread.prompt);
      }
    }
  }

  function read(): SessionUse {
    const carriedOn = findCarriedOn();
    const turns = new Map<string, Turn>();
    let homeless = 0;
    const lastPrompt = threads.get('')?.prompt;
    const mainRequests = linkMainRequests(
      [...requests.values()].filter(({thread}) => thread.agent === undefined),
    );
    for (const request of requests.values()) {
      const prompt = request.prompt ?? callers.get(request.thread.agent?.toolUse ?? '');
      if (prompt === undefined) {
        homeless += 1;
        continue;
      }
      const name = carriedOn.get(prompt) ?? prompt;
      const turn = turns.get(name) ?? {main: new Map(), mainRequests: [], agents: new Map()};
      turns.set(name, turn);
      addRequest(turn, request, mainRequests.get(request));
    }
    return {
      turns: new Map(
        [...turns].map(([prompt, turn]) => [
          prompt,
          {at: seen.get(prompt) ?? '', ...toTurnUse(turn), isOver: prompt !== lastPrompt},
        ]),
      ),
      carriedOn,
      homeless,
      torn,
    };
  }

  function findCarriedOn(): Map<string, string> {
    const agents = new Map<string, string>();
    for (const {thread, prompt} of requests.values()) {
      if (thread.agent !== undefined && prompt !== undefined && !agents.has(thread.agent.id)) {
        agents.set(thread.agent.id, prompt);
      }
    }
    const found = new Map<string, string>();
    for (const [prompt, reported] of notices) {
      const owner = callers.get(reported) ?? agents.get(reported);
      if (owner !== undefined && owner !== prompt) {
        // In file order, so the owner's own owner is known already.
        found.set(prompt, found.get(owner) ?? owner);
      }
    }
    return found;
  }
}

interface Turn {
  main: Map<string, ModelUse>;
  mainRequests: MainRequest[];
  agents: Map<string, Agent>;
}

interface Agent {
  file: AgentFile;
  use: Map<string, ModelUse>;
  first: AgentUse['first'];
}

/** @param main The same request, where it is one of the main thread. */
function addRequest(
  turn: Turn,
  {thread, model, tokens, isFirst}: Request,
  main: MainRequest | undefined,
): void {
  if (main !== undefined) {
    turn.mainRequests.push(main);
  }
  if (thread.agent === undefined) {
    addUse(turn.main, model, tokens);
    return;
  }
  const {id} = thread.agent;
  const agent = turn.agents.get(id) ?? {
    file: thread.agent,
    use: new Map(),
    first: isFirst ? {model, tokens} : undefined,
  };
  turn.agents.set(id, agent);
  addUse(agent.use, model, tokens);
}

function addUse(use: Map<string, ModelUse>, model: string, tokens: Tokens): void {
  const {requests, tokens: before} = use.get(model) ?? {requests: 0, tokens: noTokens};
  use.set(model, {model, requests: requests + 1, tokens: addTokens(before, tokens)});
}

function toTurnUse({
  main,
  mainRequests,
  agents,
}: Turn): Pick<TurnUse, 'main' | 'mainRequests' | 'agents'> {
  return {
    main: [...main.values()],
    mainRequests,
    agents: [...agents.values()].map(({file, use, first}) => ({
      id: file.id,
      type: file.type,
      toolUse: file.toolUse,
      depth: file.depth ?? 1,
      use: [...use.values()],
      first,
    })),
  };
}

/** The tool call, else the agent, that a notice of the client's own is about. */
function readNotice({message}: Record<string, unknown>): string | undefined {
  const said = readText(isRecord(message) ? message.content : undefined);
  return said.startsWith('<task-notification>')
    ? (/<tool-use-id>([^<]+)</.exec(said) ?? /<task-id>([^<]+)</.exec(said))?.[1]
    : undefined;
}

function readText(content: unknown): string {
  const [first] = Array.isArray(content) ? content : [];
  return text(content) ?? (isRecord(first) ? text(first.text) : undefined) ?? '';
}

function readAgentCalls(content: unknown): string[] {
  const blocks = Array.isArray(content) ? content : [];
  return blocks.flatMap((block) =>
    isRecord(block) && block.type === 'tool_use' && typeof block.id === 'string' ? [block.id] : [],
  );
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
