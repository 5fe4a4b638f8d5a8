/** A failure as a person reads it. */
export interface FailureText {
  /** What happened. */
  what: string;
  /** The cause, with the real values; one line each. */
  why: string[];
  /** What to do now. */
  now: string;
  /** A command to run then. */
  run: string;
}
