import type {Script} from '../script.ts';

/** Plays one script for requests of subagents and another for the main thread. */
export function forSubagents(subagents: Script, mainThread: Script): Script {
  return (request) => (request.isSubagent ? subagents : mainThread)(request);
}
