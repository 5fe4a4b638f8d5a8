import type {Block, StubRequest} from './script.ts';

/** A block of the running turn, with the role of the message it came in. */
type TurnBlock = Block & {role: 'user' | 'assistant' | 'system'};

export type LastTurn = {
  /** What the person said. */
  prompt: string;
  /** All blocks from the message of that prompt on, hook context and tool results included. */
  blocks: TurnBlock[];
};

/**
 * The turn that a request belongs to: everything from the last real prompt on.
 *
 * Hook context arrives in two ways. Most models get a `role:"system"` message after the prompt; models without
 * mid-conversation system messages (haiku on 2.1.197) get a `<system-reminder>` block before the prompt, inside
 * the same user message. Starting at the whole message of the prompt covers both. A prompt that a hook stopped
 * with `continue:false` comes again in that same message, so the last of several contexts is the turn's own.
 */
export function lastTurn(request: StubRequest): LastTurn {
  const {messages} = request.body;
  for (let start = messages.length - 1; start >= 0; start--) {
    const prompt = blocksOf(messages[start]).findLast(isPromptBlock);
    if (prompt !== undefined)
      return {prompt: prompt.text ?? '', blocks: messages.slice(start).flatMap(blocksOf)};
  }
  return {prompt: '', blocks: messages.flatMap(blocksOf)};
}

function blocksOf(message: StubRequest['body']['messages'][number] | undefined): TurnBlock[] {
  if (message === undefined) return [];
  const {role, content} = message;
  const blocks: Block[] = typeof content === 'string' ? [{type: 'text', text: content}] : content;
  return blocks.map((block) => ({...block, role}));
}

// The client also speaks in the user's role: reminders, the reason of a Stop hook that went on, and the notice that
// a background agent is done (2.1.330 puts that one in a reminder). They belong to the turn before them.
const clientTexts = ['<system-reminder>', '<task-notification>', 'Stop hook feedback:'];

function isPromptBlock({role, type, text = ''}: TurnBlock): boolean {
  return role === 'user' && type === 'text' && !clientTexts.some((start) => text.startsWith(start));
}
