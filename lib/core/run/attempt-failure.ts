/** Why an attempt did not bring what was asked; `next-attempt.ts` says what follows from each. */
export type AttemptFailure =
  /** The account's quota, or the API's rate, is used up. */
  | {code: 'limit-reached'; resets_at: string | null; window: string | null; message: string}
  /** The API answered 5xx or 529, or could not be reached, until the client gave up. */
  | {code: 'overloaded'; status: number | null; message: string}
  /** The API refused the request itself: key, credit, model, size. Asking again cannot help. */
  | {code: 'request-refused'; status: number | null; message: string}
  | {code: 'timed-out'; timeout_ms: number}
  /** A tool that the work needed was denied; `tools` are rules that would have allowed it. */
  | {code: 'permission-denied'; tools: string[]}
  | {code: 'cli-missing'; looked_in: string}
  /** The client ended without a result that can be read. */
  | {code: 'bad-output'; reason: string}
  /** `usd`, or the number of turns, came to its end before the work did. */
  | {code: 'budget-reached'; limit: 'usd' | 'turns'; message: string}
  | {code: 'verify-failed'; command: string; exit_code: number | null; timed_out: boolean}
  /** The agent itself said that the work needs a larger tier. */
  | {code: 'handed-back'; reason: string}
  /** It took more of the machine than an attempt may. */
  | {code: 'too-large'; what: 'memory' | 'output'; limit_bytes: number}
  /** Somebody or something else ended the client. */
  | {code: 'killed'; signal: string | null; because: string}
  /** The person who started the run stopped it. */
  | {code: 'interrupted'}
  /** The tier has failed too often lately; nothing was sent. */
  | {code: 'breaker-open'; tier: string; until: string; reason: string};

export type AttemptFailureCode = AttemptFailure['code'];
