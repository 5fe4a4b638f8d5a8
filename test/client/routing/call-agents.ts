import type {Script} from '../stub/script.ts';
import {echo} from '../stub/scripts/echo.ts';
import {forSubagents} from '../stub/scripts/for-subagents.ts';
import {sequence} from '../stub/scripts/sequence.ts';
import {useTool} from '../stub/scripts/use-tool.ts';

/** A model that calls one agent after the other in a turn, waiting for each, then answers. */
export function callAgents(inputs: Record<string, unknown>[], subagents: Script = echo): Script {
  const given = {description: 'do the work', prompt: 'Do the work.', run_in_background: false};
  const calls = inputs.map(
    (input): Script =>
      () =>
        useTool('Agent', {...given, ...input}),
  );
  return forSubagents(subagents, sequence(...calls, echo));
}
