import path from 'node:path';
import type {Sandbox} from '../harness/make-sandbox.ts';
import {runCli} from '../harness/run-cli.ts';

/** Runs a command of the tierwise that is installed for the user, and returns what it printed. */
export function runInstalled(sandbox: Sandbox, args: string[]): Promise<string> {
  const cli = path.join(sandbox.home, '.claude', 'hooks', 'tierwise', 'tierwise.cjs');
  return runCli(sandbox, cli, args);
}
