import {closeSync, openSync} from 'node:fs';
import {execa} from 'execa';
import {privateFile} from './atomic-file.ts';
import type {Environment} from './environment.ts';
import {nodePath} from './terminal.ts';

/**
 * Starts this program once more, as a process that outlives this one and its terminal. What it says
 * goes to a file.
 */
export function startInBackground(
  args: readonly string[],
  {environment, folder, outputFile}: {environment: Environment; folder: string; outputFile: string},
): void {
  const output = openSync(outputFile, 'a', privateFile);
  const child = execa(nodePath(), [process.argv[1] ?? '', ...args], {
    cwd: folder,
    env: environment as Record<string, string>,
    extendEnv: false,
    stdin: 'ignore',
    // execa takes any descriptor; its types stop at 9.
    stdout: output as 3,
    stderr: output as 4,
    buffer: false,
    reject: false,
    detached: true,
    cleanup: false,
  });
  child.unref();
  closeSync(output);
}
