import {join} from 'node:path';
import type {Change} from '../core/isolation/change.ts';
import type {Copy} from '../core/isolation/copy.ts';
import type {VerifyOutcome} from '../core/isolation/verify-outcome.ts';
import {checkMark} from '../core/night/check-mark.ts';
import type {RunVerdict} from '../core/night/judge-run.ts';
import type {Job} from '../core/queue/job.ts';
import type {Environment} from '../edge/environment.ts';
import {endMarked} from '../edge/process-group.ts';
import {readRepositoryNote} from '../edge/repository-note.ts';
import {runVerify} from '../edge/verify-process.ts';
import {markName} from './run-attempt.ts';
import {checkSettings} from './watch-repository.ts';

/** Why the work of a job is not kept, or not yet. */
export type Refusal =
  | Extract<RunVerdict, {status: 'failed'}>
  | {status: 'parked'; until: null; because: string; isUnchecked: true};

/** The check of the person, and what must not have happened to their repository. */
export async function checkJob(
  job: Job,
  {copy, change, folder}: {copy: Copy; change: Change; folder: string},
  {environment, signal}: {environment: Environment; signal: AbortSignal},
): Promise<Refusal | undefined> {
  const spoiled = await findSpoiledSettings(copy, folder, environment);
  if (spoiled !== undefined || job.verify === undefined || change.isEmpty) {
    return spoiled;
  }
  // One that outlived the night before may still be at work in the copy.
  const mark = checkMark(job.id);
  endMarked(markName, mark);
  const check = await runVerify({
    command: job.verify,
    cwd: copy.workingFolder,
    timeoutMs: job.timeout_ms,
    outputFile: join(copy.folder, 'verify.txt'),
    environment: {...environment, [markName]: mark},
    signal,
  });
  if (check.outcome === 'passed') {
    return undefined;
  }
  // A workflow begins anew, so there is nothing to hold.
  if (check.outcome === 'aborted' && job.workflow === undefined) {
    return (
      // What comes to be different from now on is the person's doing.
      (await findSpoiledSettings(copy, folder, environment)) ?? {
        ...{status: 'parked', until: null, because: 'its check was stopped'},
        isUnchecked: true,
      }
    );
  }
  return {
    ...{status: 'failed', isFinal: false, code: 'verify-failed'},
    because: describeCheck(job.verify, check),
  };
}

async function findSpoiledSettings(
  copy: Copy,
  folder: string,
  environment: Environment,
): Promise<Extract<RunVerdict, {status: 'failed'}> | undefined> {
  const before = await readRepositoryNote(copy.folder);
  const checked = before && (await checkSettings(before, {folder, environment}));
  if (checked === undefined || checked.ok) {
    return undefined;
  }
  const {failure} = checked;
  const files =
    failure.code === 'repository-changed' ? failure.differences.map(({name}) => name) : [];
  return {
    ...{status: 'failed', isFinal: true, code: failure.code},
    because: `settings of your repository changed while it ran: ${files.join(', ')}. Look before you use git there`,
  };
}

function describeCheck(command: string, {outcome, tail}: VerifyOutcome): string {
  const output = tail.trim().slice(-checkChars);
  return `its check (${command}) ${outcome}${output === '' ? '' : `: ${output}`}`;
}

/** Of a check's output: what a reader, and the next attempt, needs to see. */
const checkChars = 1500;
