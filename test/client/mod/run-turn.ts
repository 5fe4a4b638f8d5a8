import {type PrintRun, runPrint} from '../harness/run-print.ts';
import type {Script} from '../stub/script.ts';
import {echo} from '../stub/scripts/echo.ts';
import type {ModBed} from './open-mod-bed.ts';
import {tiersOf} from './tiers-of.ts';

/** Sent to haiku by every version of the router, and the opposite. */
export const smallPrompt = 'run the tests and show me the failures';
export const riskyPrompt = 'drop the users table in production';

export type ModTurn = PrintRun & {
  /** The tiers that the main thread asked for, one per request, and those of its subagents. */
  main: string[];
  agents: string[];
  session: string;
  result: string;
};

/** One `claude -p` with the plugin, in a session on opus unless told. */
export async function runTurn(
  bed: ModBed,
  prompt: string,
  {
    script = echo,
    args = [],
    model = 'opus',
    env = {},
    hasPlugin = true,
  }: {
    script?: Script;
    args?: string[];
    /** null: no --model at all. */
    model?: string | null;
    env?: Record<string, string>;
    hasPlugin?: boolean;
  } = {},
): Promise<ModTurn> {
  bed.stub.restart(script);
  const run = await runPrint(bed.sandbox, {
    prompt,
    args: [
      '--output-format',
      'json',
      ...(hasPlugin ? ['--plugin-dir', bed.plugin] : []),
      ...(model === null ? [] : ['--model', model]),
      ...args,
    ],
    env,
  });
  return {
    ...run,
    main: tiersOf(bed.stub.mainMessages()),
    agents: tiersOf(bed.stub.messages().filter(({isSubagent}) => isSubagent)),
    session: String(run.json?.session_id ?? ''),
    result: String(run.json?.result ?? ''),
  };
}
