import {isRecord} from '../guard.ts';

export interface LastModel {
  /** A model's name: an id where a model answered, a display name after a /model. */
  model: string;
  /** ISO 8601, as the client wrote it. */
  at: string;
  /** What its answer counted; undefined: a /model, a compaction since, or nobody counted. */
  conversation?: Conversation;
}

export interface Conversation {
  /** Tokens that the next request sends again. */
  context: number;
  /** How long its cache lives. */
  lifetime: '5m' | '1h';
}

/**
 * The newest model that the end of a transcript names for the main thread: by an answer, or by a
 * /model after it (which newer clients also tell by an event, but registering that event makes
 * older ones open with a warning). The text is JSON lines, of which the first may be torn; lines
 * of subagents and of the client's own notices do not count.
 */
export function findLastModel(tail: string): LastModel | undefined {
  const lines = tail.split('\n');
  let isCompacted = false;
  for (let at = lines.length - 1; at >= 0; at -= 1) {
    const line = lines[at] as string;
    // Parsing is the cost here: only lines that can name a model are parsed.
    if (line.includes('"model"') || line.includes(switchNotice)) {
      const found = readLine(line);
      if (found) {
        const {model, at: time} = found;
        return isCompacted ? {model, at: time} : found;
      }
    }
    isCompacted ||= line.includes('"compact_boundary"');
  }
  return undefined;
}

const switchNotice = '<local-command-stdout>Set model to ';

function readLine(text: string): LastModel | undefined {
  let line: unknown;
  try {
    line = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isRecord(line) || line.isSidechain === true || !isRecord(line.message)) {
    return undefined;
  }
  const {model, content} = line.message;
  const name = line.type === 'assistant' ? model : readSwitch(line.type, content);
  if (typeof name !== 'string' || name.startsWith('<')) {
    return undefined;
  }
  const conversation = readUsage(line.message.usage);
  return {
    model: name,
    at: typeof line.timestamp === 'string' ? line.timestamp : '',
    ...(conversation === undefined ? {} : {conversation}),
  };
}

function readUsage(usage: unknown): Conversation | undefined {
  if (!isRecord(usage)) {
    return undefined;
  }
  const {cache_creation: written} = usage;
  const context = counted.reduce((sum, name) => sum + (Number(usage[name]) || 0), 0);
  const isLong = isRecord(written) && Number(written.ephemeral_1h_input_tokens) > 0;
  return {context, lifetime: isLong ? '1h' : '5m'};
}

/** Together they are what the next request sends again. */
const counted = [
  'input_tokens',
  'cache_read_input_tokens',
  'cache_creation_input_tokens',
  'output_tokens',
];

/** Bold (an escape, a number, m) and backticks. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the client writes the escape itself.
const markup = /\u001b\[[\d;]*m|`/g;

/** "Set model to Opus 4.8 and saved ...", the name in bold or in backticks. */
function readSwitch(type: unknown, content: unknown): string | undefined {
  if (type !== 'user' || typeof content !== 'string' || !content.startsWith(switchNotice)) {
    return undefined;
  }
  const [name = ''] = content.slice(switchNotice.length).split(/<\/| and saved/);
  return name.replace(markup, '').trim();
}
