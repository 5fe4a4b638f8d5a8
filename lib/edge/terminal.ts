import {realpathSync} from 'node:fs';
import {basename, dirname, relative} from 'node:path';
import {createInterface} from 'node:readline';

/** The one writer of the command line's standard output: the answer, and nothing else. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/**
 * Whoever read the answer may stop reading (`| head`): what is left then goes nowhere, and the work
 * of the call is done to its end all the same.
 */
export function outliveReaders(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') {
        throw error;
      }
    });
  }
}

/** For the person, not for the pipe: notes, failures, progress. */
export function printError(text: string): void {
  process.stderr.write(`${text}\n`);
}

export function setExitCode(code: number): void {
  process.exitCode = code;
}

/** What was typed after the program's name. */
export function commandLine(): readonly string[] {
  return process.argv.slice(2);
}

/** Somebody sits in front of it: they see what is printed, and can answer. */
export function isInteractive(): boolean {
  return process.stdin.isTTY === true && process.stdout.isTTY === true;
}

/** Somebody sees what goes to standard error, so a line of it can be written again. */
export function isErrorTerminal(): boolean {
  return process.stderr.isTTY === true;
}

/** Width of the terminal behind standard error; 80 where there is none. */
export function columns(): number {
  return process.stderr.columns ?? 80;
}

/** Puts this text in the place of the last line, which has no end yet. */
export function rewriteErrorLine(text: string): void {
  process.stderr.write(`\r\u001b[2K${text}`);
}

/** Everything on standard input. */
export async function readAllInput(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) {
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** One line of an answer; undefined when the person leaves (Ctrl-C, Ctrl-D). */
export async function ask(question: string): Promise<string | undefined> {
  const lines = createInterface({input: process.stdin, output: process.stdout});
  try {
    return await new Promise<string | undefined>((resolve) => {
      lines.once('close', () => resolve(undefined));
      lines.once('SIGINT', () => lines.close());
      lines.question(question, resolve);
    });
  } finally {
    lines.close();
  }
}

export function currentFolder(): string {
  return process.cwd();
}

/** Lines of standard input as they come; a newline at the end makes no further line. */
export function readLines(): AsyncIterable<string> {
  return createInterface({input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY});
}

/** Where the running program lies, with its own files beside it; npm starts it through a link. */
export function programFolder(): string {
  return dirname(realpathSync(process.argv[1] ?? '.'));
}

/** The running program itself, as an absolute path. */
export function programFile(): string {
  return realpathSync(process.argv[1] ?? '.');
}

/** How this program was called, so that a command to run can be copied. */
export function programName(): string {
  const path = process.argv[1] ?? '';
  if (basename(path) === 'tierwise') {
    return 'tierwise';
  }
  const short = relative(process.cwd(), path);
  return `node ${short !== '' && short.length < path.length ? short : path}`;
}

/** The Node that runs this, as an absolute path. */
export function nodePath(): string {
  return process.execPath;
}
