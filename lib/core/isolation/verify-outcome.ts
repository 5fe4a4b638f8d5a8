/** How the person's own check of an attempt ended. Only an exit code of 0 is `passed`. */
export type VerifyOutcome = VerifyEnd & {
  durationMs: number;
  /** The last 8 kB of output and errors, in the order they came: what the next tier is told. */
  tail: string;
  outputFile: string;
  /** Everything that was printed, also what the cap kept out of the file. */
  outputBytes: number;
  isCut: boolean;
};

export type VerifyEnd =
  | {outcome: 'passed'}
  | {outcome: 'failed'; exitCode: number}
  /** Ended by us after its time. */
  | {outcome: 'timed-out'; timeoutMs: number}
  /** Ended by a signal that we did not send, as by the kernel for want of memory. */
  | {outcome: 'killed'; signal: string}
  /** Ended by us because the run was stopped. */
  | {outcome: 'aborted'}
  /** `sh` could not be started. */
  | {outcome: 'not-started'; reason: string};
