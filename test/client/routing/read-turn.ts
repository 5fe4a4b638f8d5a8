import type {Bed} from '../harness/open-bed.ts';
import {readEvidence} from '../harness/read-evidence.ts';
import {findDirective} from '../stub/find-directive.ts';
import {hookContexts} from '../stub/hook-contexts.ts';
import type {StubRequest} from '../stub/script.ts';

/** What became of one prompt, judged from the requests that arrived. */
export type Turn = {
  /** The agent that this turn's directive names, or the text of a hook that names none; undefined: not a word. */
  directive: string | undefined;
  /** The tiers that the main thread asked for, one per request, in order. */
  main: string[];
  /** The same of its subagents. */
  agents: string[];
  requests: StubRequest[];
  /** The lines that the hooks recorded during the turn. */
  evidence: Record<string, unknown>[];
};

/** Reads the turn that the stub has seen since its last restart; `linesBefore` counts older evidence. */
export async function readTurn({stub, sandbox}: Bed, linesBefore: number): Promise<Turn> {
  const requests = stub.messages();
  const main = stub.mainMessages();
  return {
    directive: main.flatMap((request) => findDirective(request) ?? hookContexts(request))[0],
    main: main.map(tierOf),
    agents: requests.filter(({isSubagent}) => isSubagent).map(tierOf),
    requests,
    evidence: (await readEvidence(sandbox)).slice(linesBefore),
  };
}

/** `claude-haiku-4-5-20251001` asks for haiku. */
function tierOf({model}: StubRequest): string {
  return /haiku|sonnet|opus/.exec(model)?.[0] ?? model;
}
