import {readdirSync} from 'node:fs';
import {join} from 'node:path';
import {type EvidenceDay, readEvidenceFileName} from '../core/metrics/evidence-day.ts';

/** Paths of the evidence between two days (YYYY-MM-DD, both included), oldest first. */
export function listEvidenceFiles(
  folder: string,
  {from = '', to = '9999'}: {from?: string | undefined; to?: string | undefined} = {},
): string[] {
  return listNames(folder)
    .flatMap((name) => {
      const file = readEvidenceFileName(name);
      return file !== undefined && file.day >= from && file.day <= to ? [{name, file}] : [];
    })
    .sort((left, right) => compareDays(left.file, right.file))
    .map(({name}) => join(folder, name));
}

/** The plugin module's own files, oldest first: one per session and day. */
export function listModuleEvidence(folder: string): {session: string; path: string}[] {
  return listNames(folder)
    .flatMap((name) => {
      const [, session] = /^\d{4}-\d\d-\d\d\.mod-([\w-]{1,100})\.jsonl$/.exec(name) ?? [];
      return session === undefined ? [] : [{session, path: join(folder, name)}];
    })
    .sort((left, right) => left.path.localeCompare(right.path));
}

function compareDays(left: EvidenceDay, right: EvidenceDay): number {
  return left.day.localeCompare(right.day) || left.part - right.part;
}

function listNames(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    // Nothing has been recorded yet.
    return [];
  }
}
