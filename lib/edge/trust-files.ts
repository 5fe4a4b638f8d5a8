import {join} from 'node:path';
import {isTrustedFolder, type TrustedFolder} from '../core/trust/trusted-folder.ts';
import {
  fingerprintOf,
  isPresent,
  listFolder,
  makeFolder,
  removeFile,
  writeFileAtomic,
} from './atomic-file.ts';
import {readJsonFile} from './json-file.ts';

/** The trusted folders, by path. One file each, so that two commands at once lose nothing. */
export async function readTrustedFolders(folder: string): Promise<TrustedFolder[]> {
  const names = (await listFolder(folder)) ?? [];
  return names
    .flatMap((name) => {
      const file = readJsonFile(join(folder, name));
      // A file that says another path than its name does was not written by us.
      return file.state === 'read' &&
        isTrustedFolder(file.value) &&
        name === nameOf(file.value.path)
        ? [file.value]
        : [];
    })
    .sort((left, right) => left.path.localeCompare(right.path));
}

/** False: it was there already, and keeps its date. */
export async function addTrustedFolder(folder: string, trusted: TrustedFolder): Promise<boolean> {
  const path = join(folder, nameOf(trusted.path));
  if (await isPresent(path)) {
    return false;
  }
  await makeFolder(folder);
  await writeFileAtomic(path, `${JSON.stringify(trusted)}\n`);
  return true;
}

/** False: it was not there. */
export async function removeTrustedFolder(folder: string, path: string): Promise<boolean> {
  const file = join(folder, nameOf(path));
  const wasThere = await isPresent(file);
  await removeFile(file);
  return wasThere;
}

function nameOf(path: string): string {
  return `${fingerprintOf(path)}.json`;
}
