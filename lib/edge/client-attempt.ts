import {closeSync, openSync} from 'node:fs';
import {execa} from 'execa';
import type {ProcessIdentity} from '../core/run/run-state.ts';
import {privateFile} from './atomic-file.ts';
import {identifyProcess} from './process-identity.ts';

export interface ClientOrder {
  /** Absolute path of the client. */
  program: string;
  args: readonly string[];
  environment: Record<string, string>;
  folder: string;
  /** What the client prints goes straight into these, so it outlives this process. */
  streamFile: string;
  errorFile: string;
}

export interface StartedClient {
  process: ProcessIdentity;
  /** Hands the prompt over and closes standard input; until then the client waits, and does nothing. */
  tell: (prompt: string) => void;
  ended: Promise<{exitCode: number | null; signal: string | null}>;
}

/**
 * Starts the client as the leader of a group of its own. It does no work before `tell`: so its
 * process can be written down first, and a crash in between leaves a client without a prompt, which
 * ends by itself.
 * @returns the reason when it cannot be started.
 */
export async function startClient(order: ClientOrder): Promise<StartedClient | {reason: string}> {
  const stream = openSync(order.streamFile, 'a', privateFile);
  const errors = openSync(order.errorFile, 'a', privateFile);
  try {
    const child = execa(order.program, order.args, {
      cwd: order.folder,
      env: order.environment,
      extendEnv: false,
      stdin: 'pipe',
      // execa takes any descriptor; its types stop at 9.
      stdout: stream as 3,
      stderr: errors as 4,
      buffer: false,
      reject: false,
      detached: true,
      cleanup: false,
    });
    const {pid} = child;
    const identity = pid === undefined ? undefined : identifyProcess(pid);
    if (pid === undefined) {
      const {code, shortMessage} = await child;
      return {reason: code ?? shortMessage ?? 'it has no process id'};
    }
    // A client that ended at once closes the pipe: its exit says more.
    child.stdin.on('error', () => undefined);
    return {
      process: identity ?? {pid, started: ''},
      tell: (prompt) => child.stdin.end(prompt),
      ended: child.then(({exitCode, signal}) => ({
        exitCode: exitCode ?? null,
        signal: signal ?? null,
      })),
    };
  } finally {
    closeSync(stream);
    closeSync(errors);
  }
}
