import {lastTurn} from '../last-turn.ts';
import type {Script} from '../script.ts';
import {useTool} from './use-tool.ts';

/**
 * A model that reaches for a tool first and tries again after each denial, `tries` calls at most per turn.
 * Once a call went through or the tries are used up, `afterwards` goes on: `obeyDirective` delegates,
 * `ignoreDirective` gives up.
 */
export function toolsFirst({
  tool,
  input,
  tries = 1,
  afterwards,
}: {
  tool: string;
  input: Record<string, unknown>;
  tries?: number;
  afterwards: Script;
}): Script {
  return (request) => {
    if (request.isSubagent || !request.tools.includes(tool)) return afterwards(request);
    const {blocks} = lastTurn(request);
    const calls = blocks.filter((block) => block.type === 'tool_use' && block.name === tool);
    const lastResult = blocks.findLast((block) => block.type === 'tool_result');
    const wasDenied = lastResult?.is_error === true;
    const isOver = calls.length >= tries || (calls.length > 0 && !wasDenied);
    return isOver ? afterwards(request) : useTool(tool, input);
  };
}
