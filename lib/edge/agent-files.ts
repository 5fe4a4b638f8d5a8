import {closeSync, existsSync, openSync, readdirSync, readSync} from 'node:fs';
import {join} from 'node:path';
import {readTextFile} from './text-file.ts';

/** Looked at, at most. A folder with more entries counts as one that shadows: it costs a move. */
const maxEntries = 500;
const headBytes = 64 * 1024;

/** Whether the agent is installed, for this user or in this project. */
export function hasAgent(name: string, folders: readonly string[]): boolean {
  return folders.some((folder) => existsSync(join(folder, `${name}.md`)));
}

/**
 * A file below a project's `.claude/agents` that can take the given agent's place, other than the
 * one that we put there. The client goes by the `name` in the file's YAML head, in any folder, and
 * prefers a project's agent to the user's, so a repository could answer in our agent's name. YAML
 * has many ways to write a name: any head that holds the word counts, and a false alarm is cheap.
 */
export function findShadow(
  name: string,
  projectAgents: string,
  installedCopy: string,
): string | undefined {
  const entries = listEntries(projectAgents);
  if (entries.length > maxEntries) {
    return projectAgents;
  }
  const own = readTextFile(installedCopy);
  return entries
    .filter((path) => path.endsWith('.md'))
    .map((path) => join(projectAgents, path))
    .find((path) => mentions(readHead(path), name) && readTextFile(path) !== own);
}

function listEntries(folder: string): string[] {
  if (!existsSync(folder)) {
    return [];
  }
  try {
    return readdirSync(folder, {recursive: true, encoding: 'utf8'});
  } catch {
    return [];
  }
}

/** A head that does not end in sight, or that spells letters by number, may say anything. */
function mentions(head: string, name: string): boolean {
  const [, yaml] = /^\uFEFF?\s*---[^\n]*\n(.*?)^---\s*$/ms.exec(head) ?? [];
  if (yaml === undefined) {
    return head.length >= headBytes / 4 || head.includes(name);
  }
  return yaml.includes(name) || /\\[xuU]/.test(yaml);
}

function readHead(path: string): string {
  try {
    const file = openSync(path, 'r');
    try {
      const buffer = Buffer.alloc(headBytes);
      return buffer.toString('utf8', 0, readSync(file, buffer, 0, headBytes, 0));
    } finally {
      closeSync(file);
    }
  } catch {
    return '';
  }
}
