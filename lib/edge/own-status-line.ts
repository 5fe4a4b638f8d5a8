import {spawnSync} from 'node:child_process';
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';

/** What the client sends to a status line. */
export function readStatusInput(): string {
  try {
    return readFileSync(0, 'utf8');
  } catch {
    return '';
  }
}

/** The user's own command: what stands behind `--` in their settings. */
export function ownStatusCommand(): string | undefined {
  const at = process.argv.indexOf('--');
  return at === -1 ? undefined : process.argv[at + 1];
}

/**
 * Runs the user's own status line as the client would: their text, by `sh -c`, with the same input.
 * What it prints and how it ends is passed through.
 */
export function runOwnStatusLine(command: string, input: string): void {
  const {status} = spawnSync('sh', ['-c', command], {
    input,
    stdio: ['pipe', 'inherit', 'inherit'],
  });
  process.exitCode = status ?? 1;
}

export function printStatus(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** True when it differs from the text that was noted last: a status line is drawn many times a minute. */
export function noteIfNew(folder: string, text: string): boolean {
  const path = join(folder, 'status-line-last.json');
  try {
    if (readFileSync(path, 'utf8') === text) {
      return false;
    }
  } catch {
    // The first one.
  }
  writeFileSync(path, text, {mode: 0o600});
  return true;
}
