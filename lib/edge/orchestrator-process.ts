import {existsSync} from 'node:fs';
import {join} from 'node:path';
import type {Environment} from './environment.ts';
import {bundleFolder} from './paths.ts';

/** The command line as it lies beside the hooks: installed, or freshly built. */
const places = ['tierwise.cjs', join('..', 'tierwise.cjs')];

/** undefined: it is not there. */
export function findOrchestrator(): string | undefined {
  return places.map((place) => join(bundleFolder(), place)).find((path) => existsSync(path));
}

/**
 * Runs the command line to its end and gives what it printed; undefined when it could not be
 * started, or did not end in time. Only a hand-off comes here, so only it loads what that takes.
 */
export function runOrchestrator(
  program: string,
  {
    args,
    input,
    environment,
    timeoutMs,
  }: {args: readonly string[]; input: string; environment: Environment; timeoutMs: number},
): string | undefined {
  const {spawnSync} = process.getBuiltinModule('node:child_process');
  const {stdout, error} = spawnSync(process.execPath, [program, ...args], {
    input,
    env: environment as NodeJS.ProcessEnv,
    timeout: timeoutMs,
    // SIGKILL: what works in the background is no child of it, and goes on.
    killSignal: 'SIGKILL',
    stdio: ['pipe', 'pipe', 'ignore'],
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return error === undefined ? stdout : undefined;
}
