import {execa} from 'execa';

/** What became of a program that was started without a shell, and without our environment. */
export interface QuietRun {
  exitCode: number | undefined;
  stdout: string;
  stderr: string;
  /** It could not be started, or had to be ended. */
  trouble: 'missing' | 'not allowed' | 'no answer in time' | string | undefined;
}

/** Runs a program to its end; it gets this environment and no more, and is ended when it hangs. */
export async function runQuietly(
  [program = '', ...args]: readonly string[],
  {
    environment,
    folder,
    input = '',
    timeoutMs,
  }: {
    environment: Record<string, string>;
    folder?: string;
    input?: string;
    timeoutMs: number;
  },
): Promise<QuietRun> {
  const result = await execa(program, args, {
    env: environment,
    extendEnv: false,
    ...(folder === undefined ? {} : {cwd: folder}),
    input,
    timeout: timeoutMs,
    reject: false,
    stripFinalNewline: true,
    maxBuffer: 1_000_000,
  });
  return {
    exitCode: result.exitCode,
    stdout: result.stdout,
    stderr: result.stderr,
    trouble: result.timedOut ? 'no answer in time' : nameTrouble(result.code),
  };
}

function nameTrouble(code: string | undefined): string | undefined {
  switch (code) {
    case undefined:
      return undefined;
    case 'ENOENT':
      return 'missing';
    case 'EACCES':
      return 'not allowed';
    default:
      // A program that ends before it read its input closes the pipe: its exit code says more.
      return code === 'EPIPE' ? undefined : code;
  }
}
