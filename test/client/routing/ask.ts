import type {Bed} from '../harness/open-bed.ts';
import {readEvidence} from '../harness/read-evidence.ts';
import {type PrintRun, runPrint} from '../harness/run-print.ts';
import type {Script} from '../stub/script.ts';
import {obeyDirective} from '../stub/scripts/obey-directive.ts';
import {readTurn, type Turn} from './read-turn.ts';

/** Small, clear and harmless: every version of the router sends it to haiku. */
export const smallPrompt = 'run the tests and show me the failures';

/** Asks one prompt with `claude -p`, in a session on opus unless told; the model obeys unless told. */
export async function ask(
  bed: Bed,
  prompt: string,
  {
    script = obeyDirective,
    model = 'opus',
    args = [],
    ...options
  }: {
    script?: Script;
    model?: string;
    args?: string[];
    env?: Record<string, string>;
    timeoutMs?: number;
  } = {},
): Promise<Turn & PrintRun> {
  const {length} = await readEvidence(bed.sandbox);
  bed.stub.restart(script);
  const run = await runPrint(bed.sandbox, {prompt, args: ['--model', model, ...args], ...options});
  return {...run, ...(await readTurn(bed, length))};
}
