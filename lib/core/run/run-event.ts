import type {Tokens} from '../metrics/tokens.ts';
import type {Tier} from '../tier.ts';
import type {AttemptFailure} from './attempt-failure.ts';
import type {RunSpec} from './run-spec.ts';
import type {StepFailure} from './step-failure.ts';

/**
 * One line of a run's journal. Facts only, in the order in which they became true: what a run has
 * come to is a fold over them (`run-state.ts`), so resuming a run is the same loop as running it.
 */
export type RunEvent = {at: string} & RunFact;

export type RunFact =
  | {event: 'run-created'; v: 1; run: string; kind: 'run' | 'workflow'; spec: RunSpec}
  /** A process took the run up. */
  | {event: 'run-opened'; pid: number; started: string}
  /** Written before the client is started. */
  | {event: 'attempt-prepared'; step: string; attempt: number; tier: Tier; folder: string}
  /** Written before the client is given its prompt: no work is ever done by a process unknown here. */
  | {event: 'attempt-started'; step: string; attempt: number; pid: number; started: string}
  | {
      event: 'attempt-ended';
      step: string;
      attempt: number;
      outcome: AttemptOutcome;
      used: AttemptUse;
    }
  /** Written before the check begins. */
  | {event: 'verify-started'; step: string; attempt: number; pid: number; started: string}
  | {
      event: 'verify-ended';
      step: string;
      attempt: number;
      is_passed: boolean;
      exit_code: number | null;
      timed_out: boolean;
      duration_ms: number;
    }
  /** What the attempt changed in its copy stands in the user's files. */
  | {event: 'change-applied'; step: string; attempt: number; files: string[]}
  | {event: 'step-ended'; step: string; status: 'done' | 'failed'; failure: StepFailure | null}
  /** Of a workflow: an end that no attempt brought about, but the file or another run. */
  | {event: 'step-decided'; step: string; status: 'done' | 'failed' | 'skipped'; because: string}
  /** Of a workflow: it goes on with the file as it is now. */
  | {
      event: 'changes-accepted';
      max_usd: number | null;
      /** Elements of lists that begin anew. */
      forgotten: string[];
    }
  /** Nothing is done before `until` (null: nobody knows when), and nothing is lost. */
  | {event: 'run-parked'; until: string | null; failure: AttemptFailure}
  | {event: 'run-ended'; status: 'done' | 'failed' | 'interrupted'};

export type AttemptOutcome = {is_done: true} | {is_done: false; failure: AttemptFailure};

/** What an attempt took, as the client reported it. */
export interface AttemptUse {
  /** The model that answered in the main thread; null when none did. */
  model: string | null;
  /** null: the client ended before it said. */
  cost_usd: number | null;
  turns: number;
  tokens: Tokens;
  duration_ms: number;
}
