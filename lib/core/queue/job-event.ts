import {isRecord, isText} from '../guard.ts';

/** One line of a job's journal: what happened to it, in the order in which it did. */
export type JobEvent = {at: string} & JobFact;

export type JobFact =
  | {event: 'edited'; fields: string[]}
  | {event: 'paused'}
  | {event: 'resumed'}
  /** A person wants it done once more; its attempts count from here. */
  | {event: 'retried'}
  | {event: 'cancel-asked'}
  /** Written before anything runs, with the name of the run that will do it. */
  | {event: 'started'; run: string; tier: string}
  /**
   * It waits for a limit to end, or for its check, if a run is named that has done the work; that was
   * no attempt of its own.
   */
  | {
      event: 'parked';
      until: string | null;
      because: string;
      cost_usd: number;
      unchecked_run?: string;
    }
  /** The process that ran it was gone. */
  | {event: 'interrupted'; because: string}
  /** What was left of its last attempt is not gone on with; that was no attempt, but it is paid. */
  | {event: 'thrown-away'; run: string; cost_usd: number}
  /** It failed in a way that may pass, and has attempts left. */
  | {event: 'failed-once'; code: string; because: string; cost_usd: number; tier: string}
  | {event: 'ended'; result: JobResult; because: string; outcome: JobOutcome};

export type JobResult = 'done' | 'failed' | 'cancelled';

/** What is left of a job. */
export interface JobOutcome {
  /** The failure's code; null: it did not fail. */
  code: string | null;
  run: string | null;
  tier: string | null;
  cost_usd: number;
  duration_ms: number;
  /** Where the work is kept in the person's repository; null: nothing was changed. */
  branch: string | null;
  files_changed: number;
}

/** A parsed line that this version can read; anything else is passed over. */
export function isJobEvent(fact: Record<string, unknown>): boolean {
  return (
    isText(fact.at) &&
    isText(fact.event) &&
    (fact.event !== 'ended' || (isText(fact.result) && isRecord(fact.outcome)))
  );
}
