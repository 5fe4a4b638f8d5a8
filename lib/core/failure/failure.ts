import type {ConfigFailure} from '../config/config-failure.ts';
import type {ContextFailure} from '../context/context-failure.ts';
import type {IsolationFailure} from '../isolation/isolation-failure.ts';
import type {NightFailure} from '../night/night-failure.ts';
import type {QueueFailure} from '../queue/queue-failure.ts';
import type {RunFailure} from '../run/run-failure.ts';
import type {StateFailure} from '../session-state/state-failure.ts';
import type {SetupFailure} from '../setup/setup-failure.ts';
import type {TrustFailure} from '../trust/trust-failure.ts';
import type {WorkflowFailure} from '../workflow/workflow-failure.ts';

/** Everything that a verb of the command line can be refused. */
export type Failure =
  | SetupFailure
  | ConfigFailure
  | RunFailure
  | StateFailure
  | ContextFailure
  /** Others were at work on the file for all of our waiting time; the last of them for `heldMs`. */
  | {code: 'lock-timeout'; file: string; waitedMs: number; heldMs: number}
  | IsolationFailure
  | TrustFailure
  | WorkflowFailure
  | QueueFailure
  | NightFailure
  /** The call says too little or the wrong thing; `example` is a call that would work. */
  | {code: 'usage'; problem: string; example: string}
  /** A bug of ours: nobody foresaw it. */
  | {code: 'unexpected'; message: string};

export type Result<Value> = {ok: true; value: Value} | {ok: false; failure: Failure};
