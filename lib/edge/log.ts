import {appendFileSync, mkdirSync, renameSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {readEnvironment} from './environment.ts';

/** Size at which the log starts anew; one old file is kept. */
const maxBytes = 1_000_000;

/** Gravest first: the order is the rank. TIERWISE_LOG sets the last one that is written. */
const levels = ['error', 'warn', 'info', 'debug'] as const;

export type LogLevel = (typeof levels)[number];

/**
 * One line for the operator. Never a prompt, never an answer: codes, paths and error messages
 * only, and what looks like a key is blotted out. A log that cannot be written is nobody's problem
 * but the log's.
 */
export function writeLog(
  folder: string,
  code: string,
  detail: unknown,
  level: LogLevel = 'warn',
): void {
  if (levels.indexOf(level) > levels.indexOf(threshold())) {
    return;
  }
  const message = detail instanceof Error ? detail.message : String(detail);
  // Cut once before, since the patterns run over it, and once after, so that no key is cut in half.
  const text = redact(message.slice(0, 5000))
    .slice(0, 500)
    .replace(/[\r\n]+/g, ' ');
  const line = `${new Date().toISOString()} ${level} ${code} ${text}\n`;
  const path = join(folder, 'tierwise.log');
  try {
    mkdirSync(folder, {recursive: true, mode: 0o700});
    rotate(path);
    appendFileSync(path, line, {mode: 0o600});
  } catch {
    // Nowhere left to say it: standard output belongs to the model, and stderr to the user's screen.
  }
}

function threshold(): LogLevel {
  const word = readEnvironment().TIERWISE_LOG?.trim().toLowerCase();
  return levels.find((level) => level === word) ?? 'warn';
}

const secrets: readonly RegExp[] = [
  /\b(?:sk|pk|gh[a-z]|glpat|xox[a-z])[-_][\w-]{6,}/g,
  /\b(?:bearer|basic)\s+[^\s"',;]+/gi,
  /\b[\w-]*(?:api[-_]?key|token|secret|password)["']?\s*[=:]\s*["']?[^\s"',;]+/gi,
];

/** Base64 of 30 bytes and more. The client's project folders look alike, and start with a dash. */
const longRun = /(?<![A-Za-z0-9+_=-])[A-Za-z0-9+_=][A-Za-z0-9+_=-]{39,}/g;

function redact(text: string): string {
  return secrets
    .reduce((rest, secret) => rest.replace(secret, '[redacted]'), text)
    .replace(longRun, (run) =>
      /[a-z]/.test(run) && /[A-Z]/.test(run) && /\d/.test(run) ? '[redacted]' : run,
    );
}

function rotate(path: string): void {
  const size = statSync(path, {throwIfNoEntry: false})?.size ?? 0;
  if (size > maxBytes) {
    renameSync(path, `${path}.1`);
  }
}
