import {execa} from 'execa';
import type {Sandbox} from './make-sandbox.ts';

/** Runs a command of the tierwise at a path, as a person in the sandbox would, and returns what it printed. */
export async function runCli(
  {project, env}: Sandbox,
  cli: string,
  args: readonly string[],
): Promise<string> {
  const {stdout} = await execa(process.execPath, [cli, ...args], {
    cwd: project,
    env,
    extendEnv: false,
    stdin: 'ignore',
    timeout: 30_000,
  });
  return stdout;
}
