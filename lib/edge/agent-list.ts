import {closeSync, openSync, readdirSync, readSync} from 'node:fs';
import {basename, join} from 'node:path';

const headBytes = 16 * 1024;
const maxFiles = 500;

/** An agent as its file's head describes it. */
export interface AgentFile {
  name: string;
  /** As written: an alias, a full name, `inherit`; undefined when the head names none. */
  model: string | undefined;
}

/** The agents of some folders; where two have one name, the first folder's counts. */
export function listAgents(folders: readonly string[]): AgentFile[] {
  const found = new Map<string, AgentFile>();
  for (const path of folders.flatMap(listMarkdown)) {
    const head = readHead(path);
    const name = readKey(head, 'name') ?? basename(path, '.md');
    if (!found.has(name)) {
      found.set(name, {name, model: readKey(head, 'model')});
    }
  }
  return [...found.values()];
}

function listMarkdown(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((file) => file.endsWith('.md'))
      .sort()
      .slice(0, maxFiles)
      .map((file) => join(folder, file));
  } catch {
    return [];
  }
}

/** The YAML head between two lines of dashes; '' when there is none. */
function readHead(path: string): string {
  try {
    const file = openSync(path, 'r');
    try {
      const buffer = Buffer.alloc(headBytes);
      const text = buffer.toString('utf8', 0, readSync(file, buffer, 0, headBytes, 0));
      return /^\uFEFF?---[^\n]*\n(.*?)^---\s*$/ms.exec(text)?.[1] ?? '';
    } finally {
      closeSync(file);
    }
  } catch {
    return '';
  }
}

function readKey(head: string, key: string): string | undefined {
  const [, value] =
    new RegExp(`^${key}:[ \\t]*["']?([^"'\\n#]+?)["']?[ \\t]*(?:#.*)?$`, 'm').exec(head) ?? [];
  return value;
}
