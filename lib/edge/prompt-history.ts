import {closeSync, fstatSync, openSync, readdirSync, readSync, statSync} from 'node:fs';
import {join} from 'node:path';

export interface HistoryFile {
  path: string;
  /** Of the last write, in milliseconds: nothing in the file is newer. */
  writtenMs: number;
}

/** Of a longer file only the end is read: the newest lines stand there. */
const maxBytes = 4_000_000;

/** The transcripts of all projects below Claude Code's folder, newest first. */
export function listHistory(claudeFolder: string): HistoryFile[] {
  const projects = join(claudeFolder, 'projects');
  return list(projects)
    .flatMap((project) =>
      list(join(projects, project)).map((name) => join(projects, project, name)),
    )
    .filter((path) => path.endsWith('.jsonl'))
    .flatMap((path) => {
      const found = stat(path);
      return found?.isFile() ? [{path, writtenMs: found.mtimeMs}] : [];
    })
    .sort((left, right) => right.writtenMs - left.writtenMs);
}

/** The end of a transcript; '' for one that cannot be read. Its first line may be torn. */
export function readHistory({path}: HistoryFile): string {
  try {
    const file = openSync(path, 'r');
    try {
      const {size} = fstatSync(file);
      const buffer = Buffer.alloc(Math.min(size, maxBytes));
      const read = readSync(file, buffer, 0, buffer.length, size - buffer.length);
      return buffer.toString('utf8', 0, read);
    } finally {
      closeSync(file);
    }
  } catch {
    return '';
  }
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function stat(path: string) {
  try {
    return statSync(path);
  } catch {
    // Gone since it was listed, or a link to nothing.
    return undefined;
  }
}
