/** Lines of transcripts as both clients write them, without the fields that nobody reads. */
export function user(promptId: string, content: unknown = 'do it'): string {
  return JSON.stringify({type: 'user', promptId, message: {role: 'user', content}});
}

export function toolResult(promptId: string, toolUse: string): string {
  return user(promptId, [{type: 'tool_result', tool_use_id: toolUse, content: 'done'}]);
}

/** A background agent is done: its prompt id is new. */
export function notice(promptId: string, toolUse: string): string {
  return user(
    promptId,
    `<task-notification>\n<task-id>a9</task-id>\n<tool-use-id>${toolUse}</tool-use-id>`,
  );
}

export interface AnswerOptions {
  model?: string;
  usage?: Record<string, unknown>;
  /** Ids of the Agent calls in it. */
  calls?: string[];
  [field: string]: unknown;
}

/** One content block of an answer. */
export function answer(
  id: string,
  {model = 'claude-opus-5-5', usage = usageOf(1), calls = [], ...fields}: AnswerOptions = {},
): string {
  const content = [
    {type: 'text', text: 'ok'},
    ...calls.map((call) => ({type: 'tool_use', id: call, name: 'Agent', input: {}})),
  ];
  return JSON.stringify({type: 'assistant', ...fields, message: {id, model, content, usage}});
}

/** Numbers that differ in every field, so that no two can be mixed up. */
export function usageOf(n: number): Record<string, unknown> {
  return {
    input_tokens: n,
    output_tokens: 10 * n,
    cache_read_input_tokens: 100 * n,
    cache_creation_input_tokens: 3000 * n,
    cache_creation: {ephemeral_5m_input_tokens: 1000 * n, ephemeral_1h_input_tokens: 2000 * n},
  };
}

export function tokensOf(n: number) {
  return {
    input: n,
    output: 10 * n,
    cacheRead: 100 * n,
    cacheWrite5m: 1000 * n,
    cacheWrite1h: 2000 * n,
  };
}
