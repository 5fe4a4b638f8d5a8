import {lastTurn} from '../last-turn.ts';
import type {Answer, StubRequest} from '../script.ts';
import {echo} from './echo.ts';
import {useTool} from './use-tool.ts';

/**
 * Calls Agent once per turn of the main thread, then answers. Subagents answer at once, and so does the turn
 * that the client starts when a background agent is done: a script that delegated there would never end.
 */
export function delegateOnce(request: StubRequest, input: Record<string, unknown>): Answer {
  const {blocks} = lastTurn(request);
  const hasDelegated = blocks.some((block) => block.type === 'tool_use' && block.name === 'Agent');
  const mayDelegate = !request.isSubagent && request.tools.includes('Agent');
  return mayDelegate && !hasDelegated ? useTool('Agent', input) : echo(request);
}
