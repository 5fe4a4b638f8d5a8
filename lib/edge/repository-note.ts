import {join} from 'node:path';
import {isRecord} from '../core/guard.ts';
import type {RepositorySnapshot} from '../core/isolation/repository-snapshot.ts';
import {writeFileAtomic} from './atomic-file.ts';
import {readJsonFile} from './json-file.ts';

/** Keeps beside a copy how the repository was when it was made, for whoever ends the work. */
export async function writeRepositoryNote(
  folder: string,
  snapshot: RepositorySnapshot,
): Promise<void> {
  await writeFileAtomic(join(folder, 'repository.json'), JSON.stringify(snapshot));
}

export function readRepositoryNote(folder: string): RepositorySnapshot | undefined {
  const file = readJsonFile(join(folder, 'repository.json'));
  return file.state === 'read' && isRecord(file.value) && isRecord(file.value.refs)
    ? (file.value as unknown as RepositorySnapshot)
    : undefined;
}
