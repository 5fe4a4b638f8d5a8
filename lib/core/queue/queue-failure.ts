/** What can go wrong with `tierwise queue`. Nothing was changed. */
export type QueueFailure =
  | {code: 'job-missing'; id: string; jobs: number}
  | {code: 'job-ambiguous'; id: string; matches: string[]}
  /** It is at a place where that cannot be done to it. */
  | {code: 'job-not-changeable'; id: string; action: string; state: string}
  /** It moved on while the command was at work. */
  | {code: 'job-moved'; id: string}
  | {code: 'job-cycle'; cycle: string[]}
  | {code: 'job-file-broken'; file: string}
  | {code: 'import-broken'; file: string; line: number; problem: string};
