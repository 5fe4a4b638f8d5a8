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
