import {isRecord} from '../guard.ts';

export interface LastModel {
  /** A model's name: an id where a model answered, a display name after a /model. */
  model: string;
  /** ISO 8601, as the client wrote it. */
  at: string;
  /** What the last answer counted, as the client wrote it; undefined: a /model, or a compaction since. */
  usage?: unknown;
  /** A person chose it by /model, and it has not answered since. */
  isSwitch?: true;
}

/**
 * The newest model that the end of a transcript names as the session's own: by an answer, or by a
 * /model after it (which newer clients also tell by an event, but registering that event makes
 * older ones open with a warning). The text is JSON lines, of which the first may be torn; lines
 * of subagents and of the client's own notices do not count, nor do answers of a turn for which a
 * slash command brought its own model.
 * @param isCut There is more to read: then an answer tells nothing while its turn begins before the text.
 */
export function findLastModel(tail: string, {isCut = false} = {}): LastModel | undefined {
  const lines = tail.split('\n');
  let own: LastModel | undefined;
  let newest: LastModel | undefined;
  let isCompacted = false;
  let isSettled = !isCut;
  for (let at = lines.length - 1; at >= 0; at -= 1) {
    const line = lines[at] as string;
    if (own && (own.isSwitch || beginsTurn(line))) {
      isSettled = true;
      break;
    }
    if (bringsModel(line)) {
      own = undefined;
    } else if (own === undefined && (line.includes('"model"') || line.includes(switchNotice))) {
      // Parsing is the cost here: only lines that can name a model are parsed.
      own = readLine(line);
      newest ??= own;
    }
    isCompacted ||= newest === undefined && line.includes('"compact_boundary"');
  }
  return own && isSettled ? {...own, usage: isCompacted ? undefined : newest?.usage} : undefined;
}

/** A command of either client whose file says `model:`; one whose file does not has no "model" there. */
function bringsModel(line: string): boolean {
  return line.includes('"command_permissions"') && line.includes('"model"');
}

/** A prompt's line. Its text cannot look like a key: there every quote is escaped. */
function beginsTurn(line: string): boolean {
  return line.includes('"type":"user"') && !notTyped.test(line);
}

const notTyped = /"(?:tool_result"|is(?:Meta|Sidechain|CompactSummary)":true)/;

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
  const {usage} = line.message;
  return {
    model: name,
    at: typeof line.timestamp === 'string' ? line.timestamp : '',
    ...(usage === undefined ? {} : {usage}),
    ...(line.type === 'assistant' ? {} : {isSwitch: true}),
  };
}

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
