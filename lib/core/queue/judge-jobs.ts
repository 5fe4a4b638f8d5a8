import {findCycle} from './find-cycle.ts';
import type {Job} from './job.ts';
import type {JobHistory} from './job-history.ts';

/** Where the file of a job lies. It moves by one rename, so it is at one place at a time. */
export const places = ['pending', 'paused', 'running', 'ended'] as const;

export type Place = (typeof places)[number];

export interface StoredJob {
  job: Job;
  place: Place;
  history: JobHistory;
}

/** What a person sees. `waiting` will go by itself, `held` will not. */
export type JobState =
  | 'ready'
  | 'waiting'
  | 'held'
  | 'parked'
  | 'paused'
  | 'running'
  | 'done'
  | 'failed'
  | 'cancelled';

export interface JudgedJob extends StoredJob {
  state: JobState;
  because: string;
}

/**
 * What each job is at, and why. `known` are all jobs, since a job's state hangs on those that it
 * comes after.
 */
export function judgeJobs(known: readonly StoredJob[], nowMs: number): JudgedJob[] {
  const byId = new Map(known.map((stored) => [stored.job.id, stored]));
  return known.map((stored) => ({...stored, ...judgeJob(stored, byId, nowMs)}));
}

interface Verdict {
  state: JobState;
  because: string;
}

function judgeJob(stored: StoredJob, byId: ReadonlyMap<string, StoredJob>, nowMs: number): Verdict {
  const {place, history} = stored;
  switch (place) {
    case 'ended':
      return {
        state: history.end?.result ?? 'failed',
        because: history.end?.because ?? 'its journal does not say how it ended',
      };
    case 'running':
      return history.isCancelAsked
        ? {state: 'running', because: 'it will be cancelled'}
        : {state: 'running', because: `attempt ${history.attempts}`};
    case 'paused':
      return {state: 'paused', because: 'you paused it'};
    case 'pending':
      return (
        judgeDependencies(stored, byId) ??
        judgeTimes(stored, nowMs) ?? {state: 'ready', because: 'waits for its turn'}
      );
  }
}

/** undefined: all of them are done. */
function judgeDependencies(
  {job}: StoredJob,
  byId: ReadonlyMap<string, StoredJob>,
): Verdict | undefined {
  const cycle = findCycle(job.id, (id) => byId.get(id)?.job.after ?? []);
  if (cycle !== undefined) {
    return {state: 'held', because: `they wait for each other: ${cycle.join(' -> ')}`};
  }
  const verdicts = job.after.flatMap((id) => judgeDependency(id, byId.get(id)) ?? []);
  return verdicts.find(({state}) => state === 'held') ?? verdicts[0];
}

function judgeDependency(id: string, stored: StoredJob | undefined): Verdict | undefined {
  if (stored === undefined) {
    return {state: 'held', because: `it comes after ${id}, which is not there`};
  }
  if (stored.place !== 'ended') {
    return {state: 'waiting', because: `comes after ${id}`};
  }
  const {end} = stored.history;
  return end?.result === 'done'
    ? undefined
    : {
        state: 'held',
        because:
          end?.result === 'cancelled'
            ? `${id} was cancelled`
            : `${id} failed: ${end?.because ?? '?'}`,
      };
}

function judgeTimes({job, history}: StoredJob, nowMs: number): Verdict | undefined {
  if (job.not_before !== undefined && Date.parse(job.not_before) > nowMs) {
    return {state: 'waiting', because: `not before ${job.not_before}`};
  }
  const until = history.parked?.until;
  if (history.parked && until && Date.parse(until) > nowMs) {
    return {state: 'parked', because: `${history.parked.because}, until ${until}`};
  }
  return undefined;
}
