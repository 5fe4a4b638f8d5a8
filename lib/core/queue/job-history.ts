import type {JobEvent, JobOutcome, JobResult} from './job-event.ts';

/** What a job's journal comes to. */
export interface JobHistory {
  /** Attempts since it was added or retried. */
  attempts: number;
  /** The run that was started last. */
  run: string | null;
  /** The same, as long as nothing says what came of it. */
  openRun: string | null;
  /** Where the last failure was. */
  lastTier: string | null;
  /** How often the process that ran it was gone. */
  interruptions: number;
  /** Of its attempts so far; an ended job's own figure includes it. */
  spent_usd: number;
  parked: {until: string | null; because: string} | null;
  lastFailure: {code: string; because: string} | null;
  isCancelAsked: boolean;
  /** A person paused it and has not resumed it. */
  isPaused: boolean;
  /** What the journal says of its end; a retry takes it back. */
  end: {at: string; result: JobResult; because: string; outcome: JobOutcome} | null;
  /** An attempt has begun, and nothing says that it ended or was interrupted. */
  isAtWork: boolean;
  /** When each attempt began, and what it cost as that was known; a retry takes none of it back. */
  beganAt: string[];
  costs: {at: string; usd: number}[];
}

export const noHistory: JobHistory = {
  attempts: 0,
  run: null,
  openRun: null,
  lastTier: null,
  interruptions: 0,
  spent_usd: 0,
  parked: null,
  lastFailure: null,
  isCancelAsked: false,
  isPaused: false,
  end: null,
  isAtWork: false,
  beganAt: [],
  costs: [],
};

/** Folds a journal, oldest line first. */
export function foldHistory(events: readonly JobEvent[]): JobHistory {
  return events.reduce(advance, noHistory);
}

function advance(history: JobHistory, event: JobEvent): JobHistory {
  const next = tell(history, event);
  const usd = totalOf(next) - totalOf(history);
  return {
    ...next,
    isAtWork: isAtWorkAfter(history, event),
    beganAt: isNewAttempt(history, event) ? [...history.beganAt, event.at] : history.beganAt,
    costs: usd > 0 ? [...history.costs, {at: event.at, usd}] : history.costs,
  };
}

function totalOf({end, spent_usd}: JobHistory): number {
  return end?.outcome.cost_usd ?? spent_usd;
}

function isAtWorkAfter({isAtWork}: JobHistory, {event}: JobEvent): boolean {
  const isEnd = ['interrupted', 'parked', 'failed-once', 'ended'].includes(event);
  return event === 'started' || (isAtWork && !isEnd);
}

/** One that came to its end before it could begin is an attempt, too: it could come for ever. */
function isNewAttempt({isAtWork}: JobHistory, event: JobEvent): boolean {
  const isEnd =
    event.event === 'parked' ||
    event.event === 'failed-once' ||
    (event.event === 'ended' && event.result !== 'cancelled');
  return !isAtWork && (event.event === 'started' || isEnd);
}

/** What one line says by itself. */
function tell(history: JobHistory, event: JobEvent): JobHistory {
  switch (event.event) {
    case 'edited':
      // Work that waits for its check is not what is wanted now; nothing else is known to be done.
      return history.parked === null ? history : {...history, openRun: null};
    case 'interrupted':
      return {
        ...history,
        // One that was thrown away has been taken back already.
        attempts: Math.max(0, history.attempts - (history.openRun === null ? 0 : 1)),
        interruptions: history.interruptions + 1,
      };
    case 'paused':
      return {...history, isPaused: true};
    case 'resumed':
      return {...history, isPaused: false};
    case 'retried':
      return noHistory;
    case 'cancel-asked':
      return {...history, isCancelAsked: true};
    case 'started':
      return {
        ...history,
        attempts: history.attempts + 1,
        run: event.run,
        openRun: event.run,
        parked: null,
      };
    case 'parked':
      return {
        ...history,
        attempts: Math.max(0, history.attempts - 1),
        spent_usd: history.spent_usd + (event.cost_usd ?? 0),
        openRun: event.unchecked_run ?? null,
        parked: {until: event.until, because: event.because},
      };
    case 'thrown-away':
      return {
        ...history,
        attempts: Math.max(0, history.attempts - 1),
        spent_usd: history.spent_usd + event.cost_usd,
        openRun: null,
      };
    case 'failed-once':
      return {
        ...history,
        spent_usd: history.spent_usd + event.cost_usd,
        openRun: null,
        lastFailure: {code: event.code, because: event.because},
        lastTier: event.tier ?? history.lastTier,
      };
    case 'ended': {
      const {at, result, because, outcome} = event;
      return {...history, openRun: null, parked: null, end: {at, result, because, outcome}};
    }
    default:
      // A line of a newer version.
      return history;
  }
}
