import {appendFileSync, closeSync, mkdirSync, openSync, readFileSync, writeSync} from 'node:fs';
import {join} from 'node:path';
import {readTurn, type Turn, type TurnEvent} from '../core/enforcement/turn.ts';
import {fileNamePart} from './paths.ts';

/** `<folder>/<session>-<prompt>.jsonl`, or undefined when an id is missing or is no plain name. */
export function turnFilePath(
  folder: string,
  session: string,
  prompt: string | undefined,
): string | undefined {
  const parts = [fileNamePart(session), fileNamePart(prompt)];
  return parts.includes(undefined) ? undefined : join(folder, `${parts.join('-')}.jsonl`);
}

/**
 * Takes a prompt for this process: whoever creates the file routes it. undefined when somebody has it
 * already: another install in the same session, or the turn that this text was typed into.
 * @throws when the folder cannot be written.
 */
export function claimTurn(path: string): number | undefined {
  try {
    return openSync(path, 'wx', 0o600);
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') {
      return undefined;
    }
    if (code !== 'ENOENT') {
      throw error;
    }
    mkdirSync(join(path, '..'), {recursive: true, mode: 0o700});
    return claimTurn(path);
  }
}

export function writeTurnDecision(claim: number, decision: Turn['decision']): void {
  writeSync(claim, `${JSON.stringify(decision)}\n`);
  closeSync(claim);
}

/** @throws when the file cannot be written: then the caller must not deny anything. */
export function appendTurnEvent(path: string, event: TurnEvent): void {
  appendFileSync(path, `${JSON.stringify({event})}\n`);
}

/** undefined when the turn is unknown or cannot be read: then nothing is enforced. */
export function readTurnFile(path: string): Turn | undefined {
  try {
    return readTurn(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}
