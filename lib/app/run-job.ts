import {join} from 'node:path';
import {renderFailure} from '../core/failure/describe-failure.ts';
import type {Failure, Result} from '../core/failure/failure.ts';
import type {Change} from '../core/isolation/change.ts';
import {compareRepository} from '../core/isolation/compare-repository.ts';
import type {Copy} from '../core/isolation/copy.ts';
import type {RepositorySnapshot} from '../core/isolation/repository-snapshot.ts';
import type {JobEnd, JobWork} from '../core/night/job-end.ts';
import {type JudgedRun, judgeRun, type RunVerdict} from '../core/night/judge-run.ts';
import {planAttempt} from '../core/night/plan-attempt.ts';
import type {Job} from '../core/queue/job.ts';
import type {StoredJob} from '../core/queue/judge-jobs.ts';
import type {RunState} from '../core/run/run-state.ts';
import type {RunSummary} from '../core/run/run-summary.ts';
import type {Environment} from '../edge/environment.ts';
import {jobCopyFolder} from '../edge/paths.ts';
import {readRepositoryNote, writeRepositoryNote} from '../edge/repository-note.ts';
import {checkJob} from './check-job.ts';
import {collectChangeOnce} from './collect-change.ts';
import {createRun} from './create-run.ts';
import {endJobRun} from './end-job-run.ts';
import {executeRun} from './execute-run.ts';
import {findRun} from './find-run.ts';
import {keepJobBranch} from './keep-job-branch.ts';
import {makeCopy, readCopy, removeCopy} from './make-copy.ts';
import type {StartJob} from './night-state.ts';
import {type OpenRun, openRun} from './open-run.ts';
import {resumeRun} from './resume-run.ts';
import {runJobWorkflow} from './run-job-workflow.ts';
import {showRun} from './show-run.ts';
import {noteRepository} from './watch-repository.ts';
import {describeTreeChange, watchTree} from './watch-tree.ts';

type At = Parameters<StartJob>[1];

/**
 * One attempt at a job: a fresh session of the client in a copy of the repository, the person's
 * check, and a branch with what was changed. The person's own tree is not written to. What a killed
 * night left running is watched to its end instead of being started a second time.
 */
export async function runJob(stored: StoredJob, at: At, environment: Environment): Promise<JobEnd> {
  const start = performance.now();
  const {job} = stored;
  const timed = (work: JobWork): JobEnd => ({
    ...work,
    durationMs: Math.round(performance.now() - start),
  });
  const left = await takeUpWhatIsLeft(stored, {at, environment});
  if (left !== undefined) {
    return timed(await deliver(job, left, {at, environment}));
  }
  const lostUsd = await throwAwayWhatIsLeft(stored, {at, environment});
  const rest = {...at, maxUsd: at.maxUsd - lostUsd};
  const made = await beginAnew(stored, {at: rest, environment});
  return timed(
    made.ok
      ? await deliver(job, made.value, {at, environment})
      : failedBefore(at, made.failure.code, firstLines(made.failure)),
  );
}

interface Work {
  copy: Copy;
  summary: JudgedRun;
  /** Its cost was counted as it was held for its check. */
  isPaid: boolean;
}

interface World {
  at: At;
  environment: Environment;
}

/** undefined: there is nothing that could be gone on with, or it came to nothing. */
async function takeUpWhatIsLeft(
  {job, history: {openRun, parked}}: StoredJob,
  {at, environment}: World,
): Promise<Work | undefined> {
  if (openRun === null) {
    return undefined;
  }
  at.begun(openRun);
  if (job.workflow !== undefined) {
    // It begins anew, in a copy of its own.
    return undefined;
  }
  const found = findRun(environment, openRun);
  const copy = await readCopy(jobCopyFolder(environment, job.id));
  const isOurs = found.ok && copy.ok && found.value.state?.spec.cwd === copy.value.workingFolder;
  if (!isOurs || !copy.ok || found.value.state === undefined) {
    return undefined;
  }
  const {run, state} = found.value;
  if (state.status === 'done') {
    // It was done, and we were killed before that was written down, or stopped during its check.
    const isHeld = parked !== null;
    if (isHeld) {
      // What the person did to their repository in between is no doing of the job's.
      await noteSurroundings(copy.value.folder, {at, environment});
    }
    const shown = showRun(found.value);
    return shown && {copy: copy.value, summary: shown.summary, isPaid: isHeld};
  }
  const opened = isAtWork(state)
    ? resumeRun(run, {environment, folder: copy.value.workingFolder, kind: 'run'})
    : undefined;
  if (!opened?.ok) {
    return undefined;
  }
  const summary = await execute(opened.value, {at, environment});
  // A client that was killed with us has done half of something.
  return summary.failure?.code === 'killed'
    ? undefined
    : {copy: copy.value, summary, isPaid: false};
}

/** An attempt of it has not ended, as far as anybody wrote down. */
function isAtWork({steps}: RunState): boolean {
  return Object.values(steps).some(({attempts}) => attempts.some(({outcome}) => outcome === null));
}

/** Ends what may still be at work in the copy, before that goes. @returns what it cost, in USD. */
async function throwAwayWhatIsLeft(
  {history: {openRun, parked}}: StoredJob,
  {at, environment}: World,
): Promise<number> {
  if (openRun === null) {
    return 0;
  }
  const spentUsd = await endJobRun(environment, openRun);
  // What was held for its check has been counted already.
  const costUsd = parked === null ? spentUsd : 0;
  at.thrownAway(openRun, costUsd);
  return costUsd;
}

async function beginAnew(stored: StoredJob, {at, environment}: World): Promise<Result<Work>> {
  const {job} = stored;
  const folder = jobCopyFolder(environment, job.id);
  const copy = await makeCopy({from: at.folder, to: folder, environment});
  if (!copy.ok) {
    return copy;
  }
  const noted = await noteSurroundings(folder, {at, environment});
  if (!noted.ok) {
    return noted;
  }
  const {workingFolder} = copy.value;
  const {maxUsd, signal, begun} = at;
  const summary =
    job.workflow === undefined
      ? await runPrompt(stored, workingFolder, {at, environment})
      : await runJobWorkflow(
          {workflow: job.workflow, folder: workingFolder, maxUsd, signal, begun},
          environment,
        );
  return summary.ok
    ? {ok: true, value: {copy: copy.value, summary: summary.value, isPaid: false}}
    : summary;
}

/** The person's repository and tree as they are now, to be held against later. */
async function noteSurroundings(
  folder: string,
  {at, environment}: World,
): Promise<Result<RepositorySnapshot>> {
  const noted = await noteRepository(at.folder, environment);
  if (noted.ok) {
    await writeRepositoryNote(folder, noted.value);
    await watchTree({folder: at.folder, beside: folder}, environment);
  }
  return noted;
}

async function runPrompt(
  stored: StoredJob,
  folder: string,
  {at, environment}: World,
): Promise<Result<JudgedRun>> {
  const {job} = stored;
  const created = createRun(
    {
      ...planAttempt(stored),
      cwd: folder,
      session: null,
      prompt_id: null,
      verify: null,
      isolate: false,
      timeout_ms: job.timeout_ms,
      // The job has attempts of its own, each from a clean copy.
      retries: 0,
      one_attempt: true,
      max_usd: at.maxUsd,
      max_turns: null,
      // Files of the copy may be written; all else is as the person's own rules say.
      permission_mode: 'acceptEdits',
      allowed_tools: job.allowed_tools,
    },
    environment,
  );
  if (!created.ok) {
    return created;
  }
  at.begun(created.value.run);
  const opened = openRun(created.value);
  return opened.ok ? {ok: true, value: await execute(opened.value, {at, environment})} : opened;
}

function execute(run: OpenRun, {at, environment}: World): Promise<RunSummary> {
  return executeRun(run, {environment, signal: at.signal, notify: () => undefined});
}

/** What an attempt came to, and what else changed in the person's files while it ran. */
async function deliver(job: Job, work: Work, world: World): Promise<JobWork> {
  const watched = {folder: world.at.folder, beside: work.copy.folder};
  const notice = await describeTreeChange(watched, world.environment);
  const end = await keep(job, work, world);
  return notice === undefined ? end : {...end, because: `${end.because}; ${notice}`};
}

/** Holds what was done against the person's check, and keeps it. */
async function keep(
  job: Job,
  {copy, summary, isPaid}: Work,
  {at, environment}: World,
): Promise<JobWork> {
  const base = {
    run: summary.run_id,
    tier: summary.tier ?? at.tier,
    costUsd: isPaid ? 0 : (summary.cost_usd ?? 0),
  };
  const verdict = judgeRun(summary, Date.now());
  if (verdict.status === 'parked') {
    return {...base, ...verdict};
  }
  if (verdict.status === 'failed') {
    await removeCopy(copy.folder);
    return failed(base, verdict);
  }
  const keptFile = join(copy.folder, 'kept-change.json');
  const change = await collectChangeOnce(copy, environment, {keptFile});
  if (!change.ok) {
    return failed(base, finalFailure(change.failure));
  }
  const work = {copy, change: change.value, folder: at.folder};
  const refusal = await checkJob(job, work, {environment, signal: at.signal});
  if (refusal !== undefined) {
    return refusal.status === 'failed' ? failed(base, refusal) : {...base, ...refusal};
  }
  const kept = await keepJobBranch(job.id, {copy, change: change.value}, environment);
  if (!kept.ok) {
    return failed(base, finalFailure(kept.failure));
  }
  const noted = await lookAtRepository(job, copy, {at, environment});
  return {
    ...base,
    ...{status: 'done', branch: kept.value, filesChanged: change.value.files.length},
    because: noted ?? describeChange(change.value),
  };
}

/** Somebody moved refs meanwhile: the person, their editor, or a tool that was let out. */
async function lookAtRepository(
  {id}: Job,
  copy: Copy,
  {at, environment}: World,
): Promise<string | undefined> {
  const before = await readRepositoryNote(copy.folder);
  const now = before && (await noteRepository(at.folder, environment));
  if (!before || !now?.ok) {
    return undefined;
  }
  // Branches of ours come and go beside each other.
  const names = compareRepository(before, now.value)
    .map(({name}) => name)
    .filter((name) => !name.startsWith('refs/heads/tierwise/'));
  return names.length === 0
    ? undefined
    : `done, but ${names.slice(0, 5).join(', ')} of your repository changed while ${id} ran`;
}

function describeChange({files, insertions, deletions, isEmpty}: Change): string {
  return isEmpty
    ? 'no file was changed'
    : `${files.length} file${files.length === 1 ? '' : 's'}, +${insertions} -${deletions}`;
}

type Base = {run: string | null; tier: string; costUsd: number};

function failed(
  base: Base,
  {code, because, isFinal}: Extract<RunVerdict, {status: 'failed'}>,
): JobWork {
  return {...base, status: 'failed', code, because, isFinal, branch: null};
}

function failedBefore(at: At, code: string, because: string): JobWork {
  return failed(
    {run: null, tier: at.tier, costUsd: 0},
    {
      ...{status: 'failed', code, because, isFinal: true},
    },
  );
}

function finalFailure(failure: Failure): Extract<RunVerdict, {status: 'failed'}> {
  return {status: 'failed', code: failure.code, because: firstLines(failure), isFinal: true};
}

function firstLines(failure: Failure): string {
  return renderFailure(failure, 'tierwise queue retry').split('\n').slice(0, 2).join(' ');
}
