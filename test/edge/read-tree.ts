import {execFileSync} from 'node:child_process';
import {lstatSync, readFileSync, readlinkSync} from 'node:fs';
import {join} from 'node:path';

/**
 * Files and links below a folder, without `.git`: contents with `* ` before those that run, targets
 * with `-> `. Names that are no UTF-8 are passed over.
 */
export function readTree(folder: string): Record<string, string> {
  const names = execFileSync('find', ['.', '-name', '.git', '-prune', '-o', '-print0'], {
    cwd: folder,
  });
  return Object.fromEntries(
    names
      .toString()
      .split('\0')
      .map((name) => name.slice('./'.length))
      .filter((name) => name !== '' && !name.includes('\ufffd'))
      .sort()
      .flatMap((name) => readEntry(join(folder, name)).map((text) => [name, text])),
  );
}

function readEntry(path: string): string[] {
  const stats = lstatSync(path);
  if (stats.isSymbolicLink()) {
    return [`-> ${readlinkSync(path)}`];
  }
  const mark = (stats.mode & 0o100) === 0 ? '' : '* ';
  return stats.isFile() ? [mark + readFileSync(path, 'latin1')] : [];
}
