/** What one attempt at a job came to, and how long it took. */
export type JobEnd = JobWork & {durationMs: number};

export type JobWork = {run: string | null; tier: string; costUsd: number} & (
  | {status: 'done'; because: string; branch: string | null; filesChanged: number}
  /** `isFinal`: another attempt would end the same. `branch`: what it left, to be looked at. */
  | {status: 'failed'; code: string; because: string; isFinal: boolean; branch: string | null}
  /**
   * A limit, or our own end of the night: no attempt of its own, and nothing is lost. `isUnchecked`:
   * the run has done the work, which waits in its copy for the check.
   */
  | {status: 'parked'; until: string | null; because: string; isUnchecked?: true}
);
