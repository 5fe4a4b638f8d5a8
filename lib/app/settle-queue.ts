import type {JobFact} from '../core/queue/job-event.ts';
import type {JobHistory} from '../core/queue/job-history.ts';
import type {Place} from '../core/queue/judge-jobs.ts';
import {identifySelf} from '../edge/process-identity.ts';
import {claimJob, findStored, listAbandoned, moveJob, recordJob} from '../edge/queue-folder.ts';

/**
 * Puts jobs whose process is gone to where their journals say that they belong. What a client of
 * such a job may still be doing is the business of whoever starts it again.
 * @returns the ids of those that were interrupted in their work.
 */
export function settleQueue(folder: string): string[] {
  return listAbandoned(folder).flatMap((file) => {
    const held = claimJob(folder, file, identifySelf());
    const history = held && findStored(folder, file.id)?.history;
    if (held === undefined || history === undefined) {
      return [];
    }
    const place = placeOf(history);
    const wasAtWork = place === 'pending' && history.attempts > 0;
    if (wasAtWork) {
      recordJob(folder, file.id, interruption(history));
    }
    moveJob(folder, held, wasAtWork && isTooMuch(history) ? 'ended' : place);
    return wasAtWork ? [file.id] : [];
  });
}

function placeOf({end, isPaused}: JobHistory): Place {
  return end !== null ? 'ended' : isPaused ? 'paused' : 'pending';
}

/** A job that takes the machine down with it would do so each night. */
const mostInterruptions = 3;

function isTooMuch({interruptions}: JobHistory): boolean {
  return interruptions >= mostInterruptions;
}

function interruption(history: JobHistory): JobFact {
  const {run, spent_usd} = history;
  return isTooMuch(history)
    ? {
        ...{event: 'ended', result: 'failed'},
        because: `the process that ran it was gone ${mostInterruptions + 1} times`,
        outcome: {
          ...{code: 'interrupted', run, tier: null, cost_usd: spent_usd},
          ...{duration_ms: 0, branch: null, files_changed: 0},
        },
      }
    : {event: 'interrupted', because: 'the process that ran it is gone'};
}
