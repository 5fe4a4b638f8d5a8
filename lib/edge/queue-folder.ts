import {mkdirSync, readdirSync, readFileSync, renameSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {isJob, type Job} from '../core/queue/job.ts';
import {isJobEvent, type JobEvent, type JobFact} from '../core/queue/job-event.ts';
import {foldHistory} from '../core/queue/job-history.ts';
import {type Place, places, type StoredJob} from '../core/queue/judge-jobs.ts';
import type {ProcessIdentity} from '../core/run/run-state.ts';
import {writeFileAtomic} from './atomic-file.ts';
import {openJournal, readJournal} from './journal.ts';
import {isRunning} from './process-identity.ts';

/**
 * The queue on disk: a file per job, which lies in the folder of its place. It moves from one to
 * the next by rename, which only one process can do; so nothing here needs a lock, and a kill in
 * between leaves the job at one of the two places. Beside it lies a journal of what happened to it.
 */
export interface JobFile {
  id: string;
  place: Place;
  /** Who holds it; of a running job only. */
  owner: ProcessIdentity | null;
  path: string;
}

/** Puts a new job into the queue, or a changed one back under its path. */
export async function writeJob(folder: string, job: Job, path?: string): Promise<void> {
  for (const place of [...places, 'journal']) {
    mkdirSync(join(folder, place), {recursive: true, mode: 0o700});
  }
  await writeFileAtomic(
    path ?? join(folder, 'pending', `${job.id}.json`),
    `${JSON.stringify(job)}\n`,
  );
}

/** All jobs with their histories. A file that is no job is left out, and named by `listBroken`. */
export function readQueue(folder: string): StoredJob[] {
  return listJobFiles(folder).flatMap((file) => readStored(folder, file) ?? []);
}

/** Files in the queue that hold no job that this version can read. */
export function listBroken(folder: string): string[] {
  return listJobFiles(folder)
    .filter(({path}) => readJobFile(path) === 'broken')
    .map(({path}) => path);
}

/** The job with this id, wherever it lies now. */
export function findStored(folder: string, id: string): (StoredJob & {file: JobFile}) | undefined {
  const file = listJobFiles(folder).find((each) => each.id === id);
  const stored = file && readStored(folder, file);
  return file && stored && {...stored, file};
}

/**
 * Takes a job for a process, from the place where it waits or from a process that is gone. False:
 * another one was faster.
 */
export function claimJob(
  folder: string,
  file: JobFile,
  owner: ProcessIdentity,
): JobFile | undefined {
  return move(folder, file, {place: 'running', owner});
}

/** Moves a job to another place. undefined: it is no longer where it was. */
export function moveJob(folder: string, file: JobFile, place: Place): JobFile | undefined {
  return move(folder, file, {place, owner: null});
}

/** Jobs whose process is gone: killed, or the machine was switched off. */
export function listAbandoned(folder: string): JobFile[] {
  return listJobFiles(folder).filter(
    ({place, owner}) => place === 'running' && (owner === null || !isRunning(owner)),
  );
}

/** Adds a line to the journal of a job; on the disk when it returns. */
export function recordJob(folder: string, id: string, fact: JobFact): void {
  const journal = openJournal<JobEvent>(journalPath(folder, id));
  try {
    journal.append({at: new Date().toISOString(), ...fact});
  } finally {
    journal.close();
  }
}

export function readJobJournal(folder: string, id: string): JobEvent[] {
  try {
    return readJournal(journalPath(folder, id)).filter(isJobEvent) as unknown as JobEvent[];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return [];
    }
    throw error;
  }
}

/** Takes a job out of the queue for good, its journal first: without a job it would mean nothing. */
export function removeJob(folder: string, {id, path}: JobFile): void {
  rmSync(journalPath(folder, id), {force: true});
  rmSync(path, {force: true});
}

/**
 * Where every job lies. A job that moves while the folders are read could be seen twice or not at
 * all, so they are read until two looks agree; a queue that never stands still is taken as seen
 * last.
 */
export function listJobFiles(folder: string): JobFile[] {
  let last = listOnce(folder);
  for (let look = 0; look < 5; look += 1) {
    const next = listOnce(folder);
    if (last.length === next.length && last.every(({path}, at) => path === next[at]?.path)) {
      break;
    }
    last = next;
  }
  return [...new Map(last.map((file) => [file.id, file])).values()];
}

function listOnce(folder: string): JobFile[] {
  return places.flatMap((place) =>
    listNames(join(folder, place)).flatMap((name) => {
      const file = readName(name);
      return file === undefined ? [] : [{...file, place, path: join(folder, place, name)}];
    }),
  );
}

function move(
  folder: string,
  {id, path}: JobFile,
  to: {place: Place; owner: ProcessIdentity | null},
): JobFile | undefined {
  const target = join(folder, to.place, writeName(id, to.owner));
  if (target === path) {
    return {id, ...to, path};
  }
  try {
    renameSync(path, target);
    return {id, ...to, path: target};
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return undefined;
    }
    throw error;
  }
}

/** `<id>.json`, or `<id>~<pid>~<start>.json` while a process holds it: the claim is in the name. */
function writeName(id: string, owner: ProcessIdentity | null): string {
  return owner === null
    ? `${id}.json`
    : `${id}~${owner.pid}~${encodeURIComponent(owner.started)}.json`;
}

function readName(name: string): Pick<JobFile, 'id' | 'owner'> | undefined {
  const [, id, pid, started] = /^([a-z0-9]{1,40})(?:~(\d+)~(.*))?\.json$/.exec(name) ?? [];
  if (id === undefined) {
    return undefined;
  }
  const owner =
    pid === undefined ? null : {pid: Number(pid), started: decodeURIComponent(started ?? '')};
  return {id, owner};
}

/** It may have moved on since it was listed; then it is looked for once more. */
function readStored(folder: string, file: JobFile): StoredJob | undefined {
  for (let look = 0, {path, place} = file; look < 5; look += 1) {
    const job = readJobFile(path);
    if (job === 'broken') {
      return undefined;
    }
    if (job !== 'gone') {
      return {job, place, history: foldHistory(readJobJournal(folder, job.id))};
    }
    const now = listOnce(folder).find((each) => each.id === file.id);
    if (now === undefined) {
      return undefined;
    }
    ({path, place} = now);
  }
  return undefined;
}

function readJobFile(path: string): Job | 'broken' | 'gone' {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return isJob(value) ? value : 'broken';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'gone' : 'broken';
  }
}

function journalPath(folder: string, id: string): string {
  return join(folder, 'journal', `${id}.jsonl`);
}

function listNames(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return [];
    }
    throw error;
  }
}
