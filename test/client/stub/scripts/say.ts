import type {Answer} from '../script.ts';

/** A plain text answer. */
export function say(text: string): Answer {
  return {kind: 'message', content: [{type: 'text', text}]};
}
