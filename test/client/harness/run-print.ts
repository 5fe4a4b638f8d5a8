import {execa} from 'execa';
import type {Sandbox} from './make-sandbox.ts';

export type PrintRun = {
  /** Undefined when the run was killed. */
  exitCode: number | undefined;
  timedOut: boolean;
  stdout: string;
  stderr: string;
  /** Standard output as JSON (`--output-format json`), when it is an object. */
  json?: Record<string, unknown>;
  durationMs: number;
};

/**
 * Runs `claude -p` once in a sandbox. Standard input is empty unless given: an open silent pipe costs the
 * client three seconds. The whole process group is killed on timeout (default 60 s) and after the run.
 */
export async function runPrint(
  sandbox: Sandbox,
  {
    prompt,
    args = [],
    stdin = '',
    env = {},
    timeoutMs = 60_000,
  }: {
    /** Left out for `--input-format stream-json`. */
    prompt?: string;
    args?: string[];
    stdin?: string;
    env?: Record<string, string>;
    timeoutMs?: number;
  },
): Promise<PrintRun> {
  const startedAt = Date.now();
  const run = execa(sandbox.client, ['-p', ...(prompt === undefined ? [] : [prompt]), ...args], {
    cwd: sandbox.project,
    env: {...sandbox.env, ...env},
    extendEnv: false,
    reject: false,
    input: stdin,
    // A group of its own, so that hooks and tools of a hanging client go with it.
    detached: true,
    stripFinalNewline: false,
  });
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    killGroup(run.pid);
  }, timeoutMs);
  // A grandchild that keeps the pipe open would make a finished run wait for it.
  run.once('exit', () => setTimeout(() => killGroup(run.pid), 3000).unref());
  const {exitCode, stdout, stderr} = await run;
  clearTimeout(timer);
  killGroup(run.pid);
  const json = parseObject(stdout);
  const durationMs = Date.now() - startedAt;
  return {exitCode, timedOut, stdout, stderr, durationMs, ...(json === undefined ? {} : {json})};
}

function killGroup(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // The group is empty.
  }
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
