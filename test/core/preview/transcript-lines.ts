/** Lines as 2.1.197 and 2.1.330 write them, cut down to what is read. */
export function userLine(text: unknown, fields: Record<string, unknown> = {}): string {
  const at = '2026-11-22T15:14:48.028Z';
  return JSON.stringify({
    type: 'user',
    uuid: `uuid-${JSON.stringify(text)}`,
    timestamp: at,
    sessionId: 'session-1',
    cwd: '/project',
    version: '2.1.330',
    promptSource: 'typed',
    message: {role: 'user', content: text},
    ...fields,
  });
}

export function assistantLine(
  id: string,
  {model = 'claude-opus-5-5', usage = {}, ...fields}: Record<string, unknown> = {},
): string {
  return JSON.stringify({
    type: 'assistant',
    timestamp: '2026-11-22T15:14:50.028Z',
    message: {
      id,
      model,
      content: [],
      usage: {
        input_tokens: 100,
        output_tokens: 20,
        cache_read_input_tokens: 1000,
        cache_creation_input_tokens: 300,
        cache_creation: {ephemeral_1h_input_tokens: 100, ephemeral_5m_input_tokens: 200},
        ...(usage as object),
      },
    },
    ...fields,
  });
}
