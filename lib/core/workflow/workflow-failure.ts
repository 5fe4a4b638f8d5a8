import type {RunStop} from '../run/run-stop.ts';
import type {WorkflowChange} from './diff-workflows.ts';
import type {WorkflowProblem} from './workflow-problem.ts';

/** What can go wrong with `tierwise workflow`. */
export type WorkflowFailure =
  | {code: 'workflow-not-found'; name: string; looked: readonly string[]; nearest: string | null}
  | {code: 'workflow-too-large'; file: string; bytes: number; most: number}
  | {code: 'workflow-invalid'; file: string; problems: readonly WorkflowProblem[]}
  | {code: 'workflow-inputs-wrong'; file: string; problems: readonly string[]}
  /** The file is not what the run was started with. */
  | {code: 'workflow-changed'; run: string; file: string; change: WorkflowChange}
  | {
      code: 'workflow-step-unknown';
      run: string;
      step: string;
      nearest: string | null;
      known: readonly string[];
    }
  /** Some steps failed, and nothing made that good. */
  | {code: 'workflow-failed'; run: string; steps: readonly {step: string; because: string}[]}
  /** It can be resumed. `until`: when a limit is over; null: nobody knows, or it was no limit. */
  | {
      code: 'workflow-stopped';
      run: string;
      by: RunStop['by'];
      until: string | null;
      because: string;
    };
