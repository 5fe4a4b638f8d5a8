import path from 'node:path';
import {execa} from 'execa';
import type {Sandbox} from '../harness/make-sandbox.ts';

/** Runs a command of the tierwise that is installed for the user, and returns what it printed. */
export async function runInstalled({home, project, env}: Sandbox, args: string[]): Promise<string> {
  const cli = path.join(home, '.claude', 'hooks', 'tierwise', 'tierwise.cjs');
  const {stdout} = await execa(process.execPath, [cli, ...args], {
    cwd: project,
    env,
    extendEnv: false,
    stdin: 'ignore',
    timeout: 30_000,
  });
  return stdout;
}
