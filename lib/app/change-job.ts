import type {Result} from '../core/failure/failure.ts';
import {findJobId} from '../core/queue/find-job-id.ts';
import type {Job, JobDraft} from '../core/queue/job.ts';
import type {JobOutcome} from '../core/queue/job-event.ts';
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
import {settleQueue} from './settle-queue.ts';

/** What a person does to one job. */
export interface JobChange {
  id: string;
  /** False: it was so already. */
  hasChanged: boolean;
  place: Place;
}

type Found = {folder: string; file: JobFile; job: Job; isCancelAsked: boolean};

/** A paused job stays paused, whatever night it is, until a person resumes it. */
export function pauseJob(environment: Environment, id: string): Result<JobChange> {
  return withJob(environment, id, (found) =>
    found.file.place === 'paused'
      ? unchanged(found)
      : found.file.place === 'pending'
        ? moved(found, 'paused', () => ({event: 'paused'}))
        : refused(found, 'paused'),
  );
}

export function resumeJob(environment: Environment, id: string): Result<JobChange> {
  return withJob(environment, id, (found) =>
    found.file.place === 'paused'
      ? moved(found, 'pending', () => ({event: 'resumed'}))
      : found.file.place === 'pending'
        ? unchanged(found)
        : refused(found, 'resumed'),
  );
}

/** A running job is ended by whoever runs it, as soon as they look. The copy of a parked one goes with it. */
export async function cancelJob(environment: Environment, id: string): Promise<Result<JobChange>> {
  const change = withJob(environment, id, (found) => {
    const {folder, file, isCancelAsked} = found;
    if (file.place === 'ended') {
      return refused(found, 'cancelled');
    }
    if (file.place === 'running') {
      if (!isCancelAsked) {
        recordJob(folder, file.id, {event: 'cancel-asked'});
      }
      return done(file, !isCancelAsked);
    }
    return moved(found, 'ended', () => ({
      event: 'ended',
      result: 'cancelled',
      because: 'you cancelled it',
      outcome: nothingDone,
    }));
  });
  if (change.ok && change.value.place === 'ended') {
    await dropJobCopy(environment, change.value.id);
  }
  return change;
}

/** An ended job goes back into the queue, with all its attempts. */
export function retryJob(environment: Environment, id: string): Result<JobChange> {
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
  const found = findJob(environment, id);
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

function withJob(
  environment: Environment,
  id: string,
  change: (found: Found) => Result<JobChange>,
): Result<JobChange> {
  const found = findJob(environment, id);
  return found.ok ? change(found.value) : found;
}

function findJob(environment: Environment, given: string): Result<Found> {
  const folder = paths(environment).queue;
  settleQueue(folder);
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
  return {ok: true, value: {folder, file, job, isCancelAsked: history.isCancelAsked}};
}

/**
 * Held like a job that runs while it is written down: a kill in between leaves a job whose process
 * is gone, and whose journal says where it belongs.
 */
function moved(
  {folder, file}: Found,
  place: Place,
  fact: () => Parameters<typeof recordJob>[2],
): Result<JobChange> {
  const held = claimJob(folder, file, identifySelf());
  if (held === undefined) {
    return {ok: false, failure: {code: 'job-moved', id: file.id}};
  }
  recordJob(folder, file.id, fact());
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
