import {readdirSync, rmSync, statSync} from 'node:fs';
import {join} from 'node:path';

export interface StoredFile {
  session: string;
  path: string;
  kind: 'state' | 'backup' | 'corrupt' | 'temporary';
  bytes: number;
  /** When it was last written, ISO 8601, by the file system's clock. */
  writtenAt: string;
}

/** Every file of every session in the folder, locks left out; [] when there is no folder. */
export function listStoredFiles(folder: string): StoredFile[] {
  return listNames(folder).flatMap((name) => {
    const [, session, ending = ''] = /^([\w-]+)\.(.+)$/.exec(name) ?? [];
    const path = join(folder, name);
    const stats = statSync(path, {throwIfNoEntry: false});
    return session === undefined || !stats?.isFile()
      ? []
      : [
          {
            session,
            path,
            kind: kindOf(ending),
            bytes: stats.size,
            writtenAt: stats.mtime.toISOString(),
          },
        ];
  });
}

export function removeStoredFile(path: string): void {
  rmSync(path, {force: true});
}

function kindOf(ending: string): StoredFile['kind'] {
  if (ending === 'json') {
    return 'state';
  }
  if (ending.startsWith('corrupt-')) {
    return 'corrupt';
  }
  return ending === 'backup.json' ? 'backup' : 'temporary';
}

function listNames(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return [];
    }
    throw error;
  }
}
