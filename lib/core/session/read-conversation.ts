import {isRecord} from '../guard.ts';

export interface Conversation {
  /** Tokens that the next request sends again. */
  context: number;
  /** How long its cache lives. */
  lifetime: '5m' | '1h';
}

/** What the `usage` of the last answer tells of the conversation; undefined: nobody counted. */
export function readConversation(usage: unknown): Conversation | undefined {
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
