import type {Script, StubRequest} from '../stub/script.ts';
import {echo} from '../stub/scripts/echo.ts';
import {useTool} from '../stub/scripts/use-tool.ts';

/**
 * Calls a tool as a turn of the main thread begins and answers once its result is there. Judged by
 * the end of the conversation alone, so that it holds in sessions of hundreds of turns.
 */
export function callOnce(tool: string, input: Record<string, unknown>): Script {
  return (request) =>
    request.isSubagent || hasResult(request) ? echo(request) : useTool(tool, input);
}

/** The same for Agent. */
export function spawnOnce(input: Record<string, unknown>): Script {
  return callOnce('Agent', {
    description: 'do the work',
    prompt: 'Do the work.',
    run_in_background: false,
    ...input,
  });
}

/** Everything that came after the model spoke last. */
function hasResult({body}: StubRequest): boolean {
  const last = body.messages.findLastIndex(({role}) => role === 'assistant');
  return body.messages
    .slice(last + 1)
    .some(
      ({content}) =>
        typeof content !== 'string' && content.some(({type}) => type === 'tool_result'),
    );
}
