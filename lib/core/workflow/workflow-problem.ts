/** Something in a workflow file that has to be mended, or looked at, with its place. */
export interface WorkflowProblem {
  code: ProblemCode;
  /** A warning does not keep the workflow from running. */
  severity: 'error' | 'warning';
  /** Both count from 1. */
  line: number;
  column: number;
  /** What is wrong, with the real names. */
  what: string;
  /** What to do about it. */
  fix: string;
}

export type ProblemCode =
  | 'too-large'
  | 'not-yaml'
  | 'tab'
  | 'too-deep'
  | 'too-many-aliases'
  | 'duplicate-key'
  | 'wrong-shape'
  | 'unknown-key'
  | 'missing-key'
  | 'wrong-value'
  | 'bad-duration'
  | 'bad-name'
  | 'duplicate-step'
  | 'duplicate-name'
  | 'unknown-step'
  | 'cycle'
  | 'unknown-agent'
  | 'agent-and-tier'
  | 'unknown-name'
  | 'not-upstream'
  | 'no-such-field'
  | 'bad-condition'
  | 'bad-fallback'
  | 'bad-for-each'
  | 'bad-default'
  | 'reserved-variable'
  | 'unused-output'
  | 'unused-input';

/** A way into the file: `['workflow', 'steps', 2, 'prompt']`. */
export type FilePath = readonly (string | number)[];
