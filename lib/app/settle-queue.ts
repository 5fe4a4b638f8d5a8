import type {JobFact} from '../core/queue/job-event.ts';
import type {JobHistory} from '../core/queue/job-history.ts';
import type {Place} from '../core/queue/judge-jobs.ts';
import type {Environment} from '../edge/environment.ts';
import {paths} from '../edge/paths.ts';
import {identifySelf} from '../edge/process-identity.ts';
import {
  claimJob,
  findStored,
  type JobFile,
  listAbandoned,
  moveJob,
  recordJob,
} from '../edge/queue-folder.ts';
import {dropJobCopy} from './drop-job-copy.ts';
import {endJobRun} from './end-job-run.ts';

/**
 * Puts jobs whose process is gone to where their journals say that they belong. What a client of
 * such a job may still be doing is the business of whoever starts it again; of one that is not
 * started again it is ended.
 * @returns the ids of those that were interrupted in their work.
 */
export async function settleQueue(environment: Environment): Promise<string[]> {
  const interrupted: string[] = [];
  for (const file of listAbandoned(paths(environment).queue)) {
    if (await settleFile(environment, file)) {
      interrupted.push(file.id);
    }
  }
  return interrupted;
}

/** True: it was interrupted in its work. */
async function settleFile(environment: Environment, file: JobFile): Promise<boolean> {
  const {queue} = paths(environment);
  const held = claimJob(queue, file, identifySelf());
  const history = held && findStored(queue, file.id)?.history;
  if (held === undefined || history === undefined) {
    return false;
  }
  const place = placeOf(history);
  const wasAtWork = place === 'pending' && history.isAtWork;
  const isOver = wasAtWork && (isTooMuch(history) || history.isCancelAsked);
  if (isOver) {
    const costUsd = history.openRun === null ? 0 : await endJobRun(environment, history.openRun);
    recordJob(queue, file.id, finalEnd(history, costUsd));
  } else if (wasAtWork) {
    recordJob(queue, file.id, {event: 'interrupted', because: 'the process that ran it is gone'});
  }
  if (isOver || place === 'ended') {
    await dropJobCopy(environment, file.id);
  }
  moveJob(queue, held, isOver ? 'ended' : place);
  return wasAtWork;
}

function placeOf({end, isPaused}: JobHistory): Place {
  return end !== null ? 'ended' : isPaused ? 'paused' : 'pending';
}

/** A job that takes the machine down with it would do so each night. */
const mostInterruptions = 3;

function isTooMuch({interruptions}: JobHistory): boolean {
  return interruptions >= mostInterruptions;
}

function finalEnd({run, spent_usd, isCancelAsked}: JobHistory, costUsd: number): JobFact {
  return {
    ...(isCancelAsked
      ? {event: 'ended', result: 'cancelled', because: 'you cancelled it'}
      : {
          ...{event: 'ended', result: 'failed'},
          because: `the process that ran it was gone ${mostInterruptions + 1} times`,
        }),
    outcome: {
      ...{code: isCancelAsked ? null : 'interrupted'},
      ...{run, tier: null, cost_usd: spent_usd + costUsd},
      ...{duration_ms: 0, branch: null, files_changed: 0},
    },
  };
}
