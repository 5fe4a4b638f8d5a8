import {isRecord, isText} from '../guard.ts';
import type {JobDraft} from './job.ts';
import {type DraftWorld, readDraft} from './read-draft.ts';

/** A job to import. Others of the same file name it in their `after` by its `name`. */
export interface ImportedJob {
  name: string | undefined;
  draft: JobDraft;
}

export type ImportResult =
  | {ok: true; jobs: ImportedJob[]}
  | {ok: false; line: number; problem: string};

/**
 * Reads a file of jobs: JSON (an array, or `{"jobs": [...]}`), JSON lines, or plain text with one
 * prompt per line, `#` before a remark. One wrong job refuses the file: half an import is hard to
 * take back.
 */
export function parseImport(text: string, world: DraftWorld): ImportResult {
  const entries = readEntries(text.replace(/^\uFEFF/, ''));
  if (!Array.isArray(entries)) {
    return {ok: false, ...entries};
  }
  if (entries.length === 0) {
    return {ok: false, line: 1, problem: 'There is no job in it.'};
  }
  const jobs: ImportedJob[] = [];
  const names = new Set<string>();
  for (const {said, line} of entries) {
    const {name, ...rest} = isRecord(said) ? said : {name: undefined};
    const read = readDraft(isRecord(said) ? rest : said, world);
    const problem = !read.ok
      ? read.problem
      : (findNameProblem(name, names) ?? findTextProblem(read.draft));
    if (!read.ok || problem !== undefined) {
      return {ok: false, line, problem: problem ?? ''};
    }
    names.add(String(name));
    jobs.push({name: isText(name) ? name : undefined, draft: read.draft});
  }
  return {ok: true, jobs};
}

interface Entry {
  said: unknown;
  /** Counts from 1; of JSON that is one value, the number of the job. */
  line: number;
}

function readEntries(text: string): Entry[] | {line: number; problem: string} {
  const first = text.trimStart()[0];
  if (first !== '{' && first !== '[') {
    return text.split(/\r?\n/).flatMap((line, at) => {
      const prompt = line.trim();
      return prompt === '' || prompt.startsWith('#') ? [] : [{said: {prompt}, line: at + 1}];
    });
  }
  const whole = parse(text);
  if (whole !== undefined) {
    const list = isRecord(whole) && Array.isArray(whole.jobs) ? whole.jobs : [whole].flat();
    return list.map((said, at) => ({said, line: at + 1}));
  }
  const entries: Entry[] = [];
  for (const [at, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') {
      continue;
    }
    const said = parse(line);
    if (said === undefined) {
      return {line: at + 1, problem: 'This is not JSON.'};
    }
    entries.push({said, line: at + 1});
  }
  return entries;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function findNameProblem(name: unknown, names: ReadonlySet<string>): string | undefined {
  if (name === undefined) {
    return undefined;
  }
  if (!isText(name) || name === '') {
    return 'name takes a text.';
  }
  return names.has(name) ? `Two jobs are called "${name}".` : undefined;
}

/** undefined: it says what is to be done, once. */
export function findTextProblem({prompt, workflow}: JobDraft): string | undefined {
  if (prompt === undefined && workflow === undefined) {
    return 'There is neither a prompt nor a workflow, so there is nothing to do.';
  }
  return prompt !== undefined && workflow !== undefined
    ? 'There are both a prompt and a workflow; a job is one of the two.'
    : undefined;
}
