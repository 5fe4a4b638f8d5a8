import type {WorkflowProblem} from './workflow-problem.ts';

/** What can go wrong with `tierwise workflow` before anything runs. */
export type WorkflowFailure =
  | {code: 'workflow-not-found'; name: string; looked: readonly string[]; nearest: string | null}
  | {code: 'workflow-too-large'; file: string; bytes: number; most: number}
  | {code: 'workflow-invalid'; file: string; problems: readonly WorkflowProblem[]}
  | {code: 'workflow-inputs-wrong'; file: string; problems: readonly string[]};
