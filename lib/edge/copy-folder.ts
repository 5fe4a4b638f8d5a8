import {chmod, readdir, rm} from 'node:fs/promises';
import {join} from 'node:path';
import type {Copy} from '../core/isolation/copy.ts';
import {writeFileAtomic} from './atomic-file.ts';
import {readJsonFile} from './json-file.ts';
import {isThere} from './text-file.ts';

/** Written last: a copy that has it is complete. */
const recordName = 'copy.json';

/** The agent's work tree in the folder of a copy. */
export function treeFolder(copy: string): string {
  return join(copy, 'tree');
}

/** Our record of that tree. */
export function ledgerFolder(copy: string): string {
  return join(copy, 'ledger');
}

export async function writeCopyRecord(copy: Copy): Promise<void> {
  await writeFileAtomic(join(copy.folder, recordName), JSON.stringify(copy));
}

/** undefined: there is no complete copy here. */
export async function readCopyRecord(folder: string): Promise<Copy | undefined> {
  const file = readJsonFile(join(folder, recordName));
  if (file.state !== 'read') {
    return undefined;
  }
  // Written by us, in a folder for this user alone.
  const copy = file.value as Copy;
  return isThere(copy.tree) && isThere(copy.ledger) ? copy : undefined;
}

/** Removes a copy with everything in it, also folders that an agent made unwritable. */
export async function removeCopyFolder(folder: string): Promise<void> {
  try {
    await rm(folder, {recursive: true, force: true});
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EACCES') {
      throw error;
    }
    await openFolders(folder);
    await rm(folder, {recursive: true, force: true});
  }
}

async function openFolders(folder: string): Promise<void> {
  await chmod(folder, 0o700);
  for (const entry of await readdir(folder, {withFileTypes: true})) {
    if (entry.isDirectory()) {
      await openFolders(join(folder, entry.name));
    }
  }
}
