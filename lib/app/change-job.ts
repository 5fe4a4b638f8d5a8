import type {Result} from '../core/failure/failure.ts';
import {findJobId} from '../core/queue/find-job-id.ts';
import type {Job, JobDraft} from '../core/queue/job.ts';
import type {JobFact, JobOutcome} from '../core/queue/job-event.ts';
import type {JobHistory} from '../core/queue/job-history.ts';
import type {Place} from '../core/queue/judge-jobs.ts';
import {linkJobs} from '../core/queue/link-jobs.ts';
import {changeJob} from '../core/queue/make-job.ts';
import type {Environment} from '../edge/environment.ts';
import {paths} from '../edge/paths.ts';
import {identifySelf} from '../edge/process-identity.ts';
import {
  claimJob,
  findStored,
  type JobFile,
  listJobFiles,
  moveJob,
  readQueue,
  recordJob,
  writeJob,
} from '../edge/queue-folder.ts';
import {dropJobCopy} from './drop-job-copy.ts';
import {endJobRun} from './end-job-run.ts';
import {settleQueue} from './settle-queue.ts';

/** What a person does to one job. */
export interface JobChange {
  id: string;
  /** False: it was so already. */
  hasChanged: boolean;
  place: Place;
}

type Found = {folder: string; file: JobFile; job: Job; history: JobHistory};

/** A paused job stays paused, whatever night it is, until a person resumes it. */
export function pauseJob(environment: Environment, id: string): Promise<Result<JobChange>> {
  return withJob(environment, id, (found) =>
    found.file.place === 'paused'
      ? unchanged(found)
      : found.file.place === 'pending'
        ? moved(found, 'paused', () => ({event: 'paused'}))
        : refused(found, 'paused'),
  );
}

export function resumeJob(environment: Environment, id: string): Promise<Result<JobChange>> {
  return withJob(environment, id, (found) =>
    found.file.place === 'paused'
      ? moved(found, 'pending', () => ({event: 'resumed'}))
      : found.file.place === 'pending'
        ? unchanged(found)
        : refused(found, 'resumed'),
  );
}

/**
 * A running job is ended by whoever runs it, as soon as they look. What is left of another one goes
 * with it: a client that outlived its night, and the copy.
 */
export function cancelJob(environment: Environment, id: string): Promise<Result<JobChange>> {
  return withJob(environment, id, (found) => {
    const {folder, file, history} = found;
    const {isCancelAsked, openRun, spent_usd} = history;
    if (file.place === 'ended') {
      return refused(found, 'cancelled');
    }
    if (file.place === 'running') {
      if (!isCancelAsked) {
        recordJob(folder, file.id, {event: 'cancel-asked'});
      }
      return done(file, !isCancelAsked);
    }
    return moved(found, 'ended', async () => {
      const costUsd = openRun === null ? 0 : await endJobRun(environment, openRun);
      await dropJobCopy(environment, file.id);
      return {
        event: 'ended',
        result: 'cancelled',
        because: 'you cancelled it',
        outcome: {...nothingDone, cost_usd: spent_usd + costUsd},
      };
    });
  });
}

/** An ended job goes back into the queue, with all its attempts. */
export function retryJob(environment: Environment, id: string): Promise<Result<JobChange>> {
  return withJob(environment, id, (found) =>
    found.file.place === 'ended'
      ? moved(found, 'pending', () => ({event: 'retried'}))
      : refused(found, 'retried'),
  );
}

/** Says some of a waiting job anew. */
export async function editJob(
  environment: Environment,
  id: string,
  draft: JobDraft,
): Promise<Result<JobChange>> {
  const found = await findJob(environment, id);
  if (!found.ok) {
    return found;
  }
  const {folder, file} = found.value;
  if (file.place !== 'pending' && file.place !== 'paused') {
    return refused(found.value, 'edited');
  }
  // Held like a job that runs: so nobody starts it half said.
  const held = claimJob(folder, file, identifySelf());
  const now = held && findStored(folder, file.id);
  if (held === undefined || now === undefined) {
    return {ok: false, failure: {code: 'job-moved', id: file.id}};
  }
  try {
    const others = readQueue(folder).map(({job}) => job);
    const linked = linkJobs([changeJob(now.job, draft)], others);
    if (!linked.ok) {
      return linked;
    }
    await writeJob(folder, linked.value[0] as Job, held.path);
    recordJob(folder, file.id, {event: 'edited', fields: Object.keys(draft)});
  } finally {
    moveJob(folder, held, file.place);
  }
  return done(file, true);
}

const nothingDone: JobOutcome = {
  code: null,
  run: null,
  tier: null,
  cost_usd: 0,
  duration_ms: 0,
  branch: null,
  files_changed: 0,
};

async function withJob(
  environment: Environment,
  id: string,
  change: (found: Found) => Result<JobChange> | Promise<Result<JobChange>>,
): Promise<Result<JobChange>> {
  const found = await findJob(environment, id);
  return found.ok ? change(found.value) : found;
}

async function findJob(environment: Environment, given: string): Promise<Result<Found>> {
  const folder = paths(environment).queue;
  await settleQueue(environment);
  const ids = listJobFiles(folder).map((file) => file.id);
  const id = findJobId(given, ids);
  if (!id.ok) {
    return id;
  }
  const stored = findStored(folder, id.value);
  if (stored === undefined) {
    return {ok: false, failure: {code: 'job-moved', id: id.value}};
  }
  const {file, job, history} = stored;
  return {ok: true, value: {folder, file, job, history}};
}

/**
 * Held like a job that runs while it is written down: a kill in between leaves a job whose process
 * is gone, and whose journal says where it belongs.
 * @param fact What comes to be true; all that has to be done for it is done within.
 */
async function moved(
  {folder, file}: Found,
  place: Place,
  fact: () => JobFact | Promise<JobFact>,
): Promise<Result<JobChange>> {
  const held = claimJob(folder, file, identifySelf());
  if (held === undefined) {
    return {ok: false, failure: {code: 'job-moved', id: file.id}};
  }
  recordJob(folder, file.id, await fact());
  return done(moveJob(folder, held, place) ?? held, true);
}

function unchanged({file}: Found): Result<JobChange> {
  return done(file, false);
}

function done({id, place}: JobFile, hasChanged: boolean): Result<JobChange> {
  return {ok: true, value: {id, place, hasChanged}};
}

function refused({file}: Found, action: string): Result<JobChange> {
  const state = file.place === 'ended' ? 'over' : file.place;
  return {ok: false, failure: {code: 'job-not-changeable', id: file.id, action, state}};
}
