import {existsSync, readdirSync} from 'node:fs';
import {basename, join} from 'node:path';
import {isRecord} from '../core/guard.ts';
import {type AgentFile, transcriptMarks} from '../core/metrics/fold-transcript.ts';
import {readFileLines} from './file-lines.ts';
import {readJsonFile} from './json-file.ts';
import {fileNamePart} from './paths.ts';

export interface TranscriptFinder {
  /** Path of a session's main transcript: where the client said, else in its own folder. */
  find: (session: string, told: string | null) => string | undefined;
}

/** @param claudeFolder Claude Code's own folder; its projects are listed once, when needed. */
export function openTranscripts(claudeFolder: string): TranscriptFinder {
  let projects: string[] | undefined;
  return {
    find: (session, told) => {
      if (told !== null && existsSync(told)) {
        return told;
      }
      const name = fileNamePart(session);
      if (name === undefined) {
        return undefined;
      }
      projects ??= listFolders(join(claudeFolder, 'projects'));
      return projects
        .map((folder) => join(folder, `${name}.jsonl`))
        .find((path) => existsSync(path));
    },
  };
}

/**
 * Gives the lines that tell what ran, of a session's main transcript and then of its agents'. A
 * file that is gone meanwhile tells nothing.
 */
export function readSessionTranscripts(
  main: string,
  use: (line: string, agent?: AgentFile) => void,
): void {
  readIfThere(main, (line) => use(line));
  for (const path of listAgents(main.replace(/\.jsonl$/, ''))) {
    const agent = readAgentFile(path);
    readIfThere(path, (line) => use(line, agent));
  }
}

function readIfThere(path: string, use: (line: string) => void): void {
  try {
    readFileLines(path, use, transcriptMarks);
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT' && code !== 'EACCES' && code !== 'EISDIR') {
      throw error;
    }
  }
}

function listAgents(sessionFolder: string): string[] {
  const folder = join(sessionFolder, 'subagents');
  try {
    return readdirSync(folder, {recursive: true, encoding: 'utf8'})
      .filter((path) => /(?:^|[\\/])agent-[^\\/]+\.jsonl$/.test(path))
      .sort()
      .map((path) => join(folder, path));
  } catch {
    return [];
  }
}

function readAgentFile(transcript: string): AgentFile {
  const file = readJsonFile(transcript.replace(/\.jsonl$/, '.meta.json'));
  const told = file.state === 'read' && isRecord(file.value) ? file.value : {};
  return {
    id: basename(transcript).slice('agent-'.length, -'.jsonl'.length),
    type: typeof told.agentType === 'string' && told.agentType !== '' ? told.agentType : undefined,
    toolUse: typeof told.toolUseId === 'string' ? told.toolUseId : undefined,
    depth: typeof told.spawnDepth === 'number' ? told.spawnDepth : undefined,
  };
}

function listFolders(folder: string): string[] {
  try {
    return readdirSync(folder, {withFileTypes: true})
      .filter((entry) => entry.isDirectory())
      .map((entry) => join(folder, entry.name));
  } catch {
    return [];
  }
}
