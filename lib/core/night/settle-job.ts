import type {JobFact} from '../queue/job-event.ts';
import type {Place, StoredJob} from '../queue/judge-jobs.ts';
import type {JobEnd} from './job-end.ts';

/** What is written down of an attempt's end, and where the job goes. */
export interface Settlement {
  fact: JobFact;
  place: Place;
}

/** The attempt that ended is in the history already. */
export function settleJob({job, history}: StoredJob, end: JobEnd): Settlement {
  const {run, tier, costUsd, durationMs} = end;
  const outcome = {
    run,
    tier,
    cost_usd: history.spent_usd + costUsd,
    duration_ms: durationMs,
  };
  if (history.isCancelAsked && end.status !== 'done') {
    return {
      fact: {
        ...{event: 'ended', result: 'cancelled', because: 'you cancelled it'},
        outcome: {...outcome, code: null, branch: null, files_changed: 0},
      },
      place: 'ended',
    };
  }
  switch (end.status) {
    case 'done':
      return {
        fact: {
          ...{event: 'ended', result: 'done', because: end.because},
          outcome: {...outcome, code: null, branch: end.branch, files_changed: end.filesChanged},
        },
        place: 'ended',
      };
    case 'parked':
      return {
        fact: {
          ...{event: 'parked', until: end.until, because: end.because, cost_usd: costUsd},
          ...(end.isUnchecked && run !== null ? {unchecked_run: run} : {}),
        },
        place: 'pending',
      };
    case 'failed': {
      const {code, because, branch} = end;
      const isSpent = history.spent_usd + costUsd >= job.max_usd;
      return end.isFinal || isSpent || history.attempts >= job.attempts
        ? {
            fact: {
              ...{event: 'ended', result: 'failed', because},
              outcome: {...outcome, code, branch, files_changed: 0},
            },
            place: 'ended',
          }
        : {
            fact: {event: 'failed-once', code, because, cost_usd: costUsd, tier},
            place: 'pending',
          };
    }
  }
}
