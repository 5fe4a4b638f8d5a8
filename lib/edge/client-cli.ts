import {accessSync, constants, statSync} from 'node:fs';
import {delimiter, join} from 'node:path';
import type {ClientFacts} from '../core/health/judge-client.ts';
import type {Environment} from './environment.ts';
import {runQuietly} from './quiet-process.ts';

/** Far above what it needs; a first start on a cold disk takes seconds. */
const timeoutMs = 20_000;

/** Asks the `claude` of the PATH for its version. No key and no setting of this shell reaches it. */
export async function readClientCli(environment: Environment): Promise<ClientFacts> {
  const path = findClientCli(environment);
  if (path === undefined) {
    return {state: 'missing'};
  }
  const {exitCode, stdout, trouble} = await runQuietly([path, '--version'], {
    environment: plainEnvironment(environment),
    timeoutMs,
  });
  if (trouble !== undefined) {
    return {state: 'broken', path, reason: `It cannot be started: ${trouble}`};
  }
  return exitCode === 0
    ? {state: 'found', path, answer: stdout}
    : {state: 'broken', path, reason: `It ended with exit code ${exitCode}`};
}

const plainNames = ['HOME', 'PATH', 'LANG', 'TMPDIR', 'SystemRoot', 'USERPROFILE', 'TEMP'];

/** What any program needs, and nothing of what this shell was told about Claude or tierwise. */
export function plainEnvironment(environment: Environment): Record<string, string> {
  return Object.fromEntries(
    plainNames.flatMap((name) => {
      const value = environment[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** undefined: there is none on the PATH. */
export function findClientCli(environment: Environment): string | undefined {
  return findOnPath(environment, process.platform === 'win32' ? 'claude.exe' : 'claude');
}

/** The first program of that name on the PATH. */
export function findOnPath({PATH = ''}: Environment, name: string): string | undefined {
  return PATH.split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, name))
    .find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
