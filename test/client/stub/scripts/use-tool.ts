import type {Answer} from '../script.ts';

/** An answer that calls one tool. */
export function useTool(name: string, input: Record<string, unknown>): Answer {
  return {kind: 'message', content: [{type: 'tool_use', name, input}]};
}
