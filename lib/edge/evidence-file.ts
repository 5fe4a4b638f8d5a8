import {appendFileSync, mkdirSync, readdirSync, rmSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {evidenceFileName, readEvidenceFileName} from '../core/metrics/evidence-day.ts';
import type {EvidenceEvent} from '../core/metrics/evidence-event.ts';

/** Size from which a day goes on in a further file. */
const maxBytes = 10_000_000;

/**
 * Appends one event to the file of its day (UTC). One write per line, so that hooks running at
 * once never tear each other's lines on a local file system.
 * @throws when the folder cannot be written; the caller decides that this stops nothing.
 */
export function appendEvidence(folder: string, event: EvidenceEvent): void {
  const path = findOpenFile(folder, event.at.slice(0, 10));
  const line = `${JSON.stringify(event)}\n`;
  try {
    appendFileSync(path, line, {mode: 0o600});
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
      throw error;
    }
    // Only the first event of an installation finds no folder.
    mkdirSync(folder, {recursive: true, mode: 0o700});
    appendFileSync(path, line, {mode: 0o600});
  }
}

/** Removes the files of days that ended before the given number of days. */
export function pruneEvidence(folder: string, keptDays: number): void {
  const oldest = new Date(Date.now() - keptDays * dayMs).toISOString().slice(0, 10);
  for (const name of listNames(folder)) {
    const file = readEvidenceFileName(name);
    if (file !== undefined && file.day < oldest) {
      rmSync(join(folder, name), {force: true});
    }
  }
}

const dayMs = 24 * 60 * 60 * 1000;

function listNames(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function findOpenFile(folder: string, day: string): string {
  for (let part = 0; ; part += 1) {
    const path = join(folder, evidenceFileName({day, part}));
    const size = statSync(path, {throwIfNoEntry: false})?.size ?? 0;
    if (size < maxBytes) {
      return path;
    }
  }
}
