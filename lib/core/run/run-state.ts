import type {Tier} from '../tier.ts';
import type {AttemptFailure} from './attempt-failure.ts';
import {canApplyLater} from './can-apply-later.ts';
import type {AttemptOutcome, AttemptUse, RunEvent} from './run-event.ts';
import type {RunSpec} from './run-spec.ts';
import type {StepFailure} from './step-failure.ts';
import {stopOf} from './stop-of.ts';

/** What a run has come to. */
export interface RunState {
  run: string;
  kind: 'run' | 'workflow';
  created_at: string;
  updated_at: string;
  spec: RunSpec;
  steps: Readonly<Record<string, StepState>>;
  status: 'open' | 'parked' | 'done' | 'failed' | 'interrupted';
  /** Why it is parked, and until when (null: nobody knows). */
  parked: {until: string | null; failure: AttemptFailure} | null;
  /** The last process that took it up; it may have ended long ago. */
  owner: ProcessIdentity | null;
  /** How many processes have taken it up so far. */
  openings: number;
}

/** A process, told apart from a later one with the same number by when it started. */
export interface ProcessIdentity {
  pid: number;
  started: string;
}

export interface StepState {
  attempts: readonly AttemptState[];
  ended: {status: 'done' | 'failed'; failure: StepFailure | null} | null;
  /** Of a workflow: how it ended without an attempt. */
  decided?: {status: 'done' | 'failed' | 'skipped'; because: string};
}

export interface AttemptState {
  attempt: number;
  /** Which opening of the run it belongs to. */
  opening: number;
  tier: Tier;
  /** Where the client works. */
  folder: string;
  prepared_at: string;
  process: ProcessIdentity | null;
  outcome: AttemptOutcome | null;
  used: AttemptUse | null;
  /** null: not verified, or not yet. */
  verified: {is_passed: boolean; exit_code: number | null; timed_out: boolean} | null;
  applied: {files: readonly string[]} | null;
  /** The check that was begun last. */
  check: ProcessIdentity | null;
  /** Its step failed, and begins anew when it is tried again. */
  is_set_aside?: true;
}

/** The state that the events tell; undefined when they do not begin with the run's creation. */
export function foldRun(events: readonly RunEvent[]): RunState | undefined {
  const [first, ...rest] = events;
  if (first?.event !== 'run-created') {
    return undefined;
  }
  const {run, kind, spec, at} = first;
  return rest.reduce(advanceRun, {
    run,
    kind,
    spec,
    created_at: at,
    updated_at: at,
    steps: {},
    status: 'open',
    parked: null,
    owner: null,
    openings: 0,
  });
}

/** An event of a newer version changes nothing. */
export function advanceRun(state: RunState, event: RunEvent): RunState {
  const next = {...state, updated_at: event.at};
  switch (event.event) {
    case 'run-opened':
      return {
        ...next,
        status: 'open',
        parked: null,
        owner: {pid: event.pid, started: event.started},
        openings: state.openings + 1,
      };
    case 'attempt-prepared':
      // It is at work again, so how it ended before is no end any more.
      return changeStep(next, event.step, ({attempts}) => ({
        attempts: [...attempts, prepared(event, state.openings)],
        ended: null,
      }));
    case 'attempt-started':
      return changeAttempt(next, event, {process: {pid: event.pid, started: event.started}});
    case 'attempt-ended':
      return changeAttempt(next, event, {outcome: event.outcome, used: event.used});
    case 'verify-started':
      return changeAttempt(next, event, {check: {pid: event.pid, started: event.started}});
    case 'verify-ended': {
      const {is_passed, exit_code, timed_out} = event;
      return changeAttempt(next, event, {verified: {is_passed, exit_code, timed_out}});
    }
    case 'change-applied':
      return changeAttempt(next, event, {applied: {files: event.files}});
    case 'step-ended': {
      const {status, failure} = event;
      const isAnew = failure !== null && beginsAnew(state, failure);
      return changeStep(next, event.step, ({attempts}) => ({
        attempts: isAnew ? attempts.map(setAside) : attempts,
        ended: {status, failure},
      }));
    }
    case 'step-decided': {
      const {status, because} = event;
      const decided = {status, because};
      return changeStep(next, event.step, ({attempts}) => ({attempts, ended: null, decided}));
    }
    case 'changes-accepted':
      return event.forgotten.reduce((changed, name) => changeStep(changed, name, forgetStep), {
        ...next,
        spec: {...state.spec, max_usd: event.max_usd},
      });
    case 'run-parked':
      return {...next, status: 'parked', parked: {until: event.until, failure: event.failure}};
    case 'run-ended':
      return {...next, status: event.status};
    default:
      return state;
  }
}

export const noStep: StepState = {attempts: [], ended: null};

function prepared(
  event: Extract<RunEvent, {event: 'attempt-prepared'}>,
  opening: number,
): AttemptState {
  const {attempt, tier, folder, at} = event;
  return {
    attempt,
    opening,
    tier,
    folder,
    prepared_at: at,
    process: null,
    outcome: null,
    used: null,
    verified: null,
    applied: null,
    check: null,
  };
}

/** Its attempts were paid for and keep their numbers; else it is as if each had been stopped by hand. */
function forgetStep({attempts}: StepState): StepState {
  const outcome = {is_done: false, failure: {code: 'interrupted'}} as const;
  return {
    attempts: attempts.map((each) => ({...each, outcome, verified: null, applied: null})),
    ended: null,
  };
}

/**
 * A step of a workflow that failed of its work is tried again from its first tier when somebody takes
 * the run up: its file may be another by then. A single run goes on along its ladder instead.
 */
function beginsAnew({kind}: RunState, failure: StepFailure): boolean {
  return kind === 'workflow' && stopOf(failure) === undefined && !canApplyLater(failure);
}

function setAside(attempt: AttemptState): AttemptState {
  return {...attempt, is_set_aside: true};
}

function changeStep(
  state: RunState,
  name: string,
  change: (step: StepState) => StepState,
): RunState {
  // A step may be called `__proto__`: only own names count.
  const step = Object.hasOwn(state.steps, name) ? (state.steps[name] as StepState) : noStep;
  return {...state, steps: {...state.steps, [name]: change(step)}};
}

function changeAttempt(
  state: RunState,
  {step, attempt}: {step: string; attempt: number},
  change: Partial<AttemptState>,
): RunState {
  return changeStep(state, step, (known) => ({
    ...known,
    attempts: known.attempts.map((each) =>
      each.attempt === attempt ? {...each, ...change} : each,
    ),
  }));
}
