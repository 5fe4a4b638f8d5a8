import type {Failure, Result} from '../core/failure/failure.ts';
import type {Job, JobDraft} from '../core/queue/job.ts';
import {linkJobs} from '../core/queue/link-jobs.ts';
import {makeJob} from '../core/queue/make-job.ts';
import {type ImportedJob, parseImport} from '../core/queue/parse-import.ts';
import type {DraftWorld} from '../core/queue/read-draft.ts';
import type {Environment} from '../edge/environment.ts';
import {newJobId} from '../edge/job-id.ts';
import {paths} from '../edge/paths.ts';
import {readQueue, writeJob} from '../edge/queue-folder.ts';

/** Where and when jobs are added. */
export interface AddWorld {
  environment: Environment;
  /** The folder of a job that names none. */
  cwd: string;
  now: Date;
}

/** Adds one job. It may be in any folder: only running asks for trust. */
export async function addJob(draft: JobDraft, world: AddWorld): Promise<Result<Job>> {
  const added = await addAll([{name: undefined, draft}], world);
  return added.ok ? {ok: true, value: added.value[0] as Job} : added;
}

/** Adds every job of a file, or none. */
export async function importJobs(
  {file, text}: {file: string; text: string},
  world: AddWorld,
  draftWorld: DraftWorld,
): Promise<Result<Job[]>> {
  const read = parseImport(text, draftWorld);
  if (!read.ok) {
    const {line, problem} = read;
    return {ok: false, failure: {code: 'import-broken', file, line, problem}};
  }
  return addAll(read.jobs, world);
}

async function addAll(
  jobs: readonly ImportedJob[],
  {environment, cwd, now}: AddWorld,
): Promise<{ok: true; value: Job[]} | {ok: false; failure: Failure}> {
  const {queue} = paths(environment);
  const made = jobs.map(({name, draft}, at) => {
    // One instant for all of a file would leave their order to chance.
    const addedAt = new Date(now.getTime() + at).toISOString();
    return {name, job: makeJob(draft, {id: newJobId(), addedAt, cwd})};
  });
  const names = new Map(
    made.flatMap(({name, job}): [string, string][] => (name === undefined ? [] : [[name, job.id]])),
  );
  const isLinked = made.some(({job}) => job.after.length > 0);
  const known = isLinked ? readQueue(queue).map(({job}) => job) : [];
  const linked = linkJobs(
    made.map(({job}) => job),
    known,
    names,
  );
  if (!linked.ok) {
    return linked;
  }
  for (const job of linked.value) {
    await writeJob(queue, job);
  }
  return linked;
}
