import {readClientArgs} from '../core/hook/client-args.ts';
import type {Engine} from './engine.ts';

/** Why this session cannot hand off; undefined: it can, to the program of this path. */
export async function findHandOffObstacle(
  $: Engine,
  orchestrator: string,
): Promise<string | undefined> {
  if (!(await $.fs.exists(orchestrator))) {
    return 'the orchestrator is not installed';
  }
  try {
    const line = await $.fs.read('/proc/self/cmdline');
    return readClientArgs(line.split('\0')).isMachineRead ? 'the client waits for JSON' : undefined;
  } catch {
    return 'nobody can tell whether the client waits for JSON';
  }
}
