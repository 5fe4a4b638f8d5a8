import {type ApplyJournal, readApplyJournal} from '../core/isolation/apply-journal.ts';
import {removeFile, writeFileAtomic} from './atomic-file.ts';
import {readJsonFile} from './json-file.ts';

export async function writeApplyJournal(file: string, journal: ApplyJournal): Promise<void> {
  await writeFileAtomic(file, JSON.stringify(journal));
}

export function readApplyJournalFile(file: string): ApplyJournal | 'absent' | 'broken' {
  const found = readJsonFile(file);
  if (found.state === 'absent') {
    return 'absent';
  }
  return (found.state === 'read' ? readApplyJournal(found.value) : undefined) ?? 'broken';
}

export async function removeApplyJournal(file: string): Promise<void> {
  await removeFile(file);
}
