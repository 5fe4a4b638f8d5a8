import type {AttemptFailure} from './attempt-failure.ts';

/** What can go wrong with a run beside its attempts. */
export type RunFailure =
  | {code: 'run-missing'; run: string; known: string[]}
  /** Another process is at work on it. */
  | {code: 'run-busy'; run: string; pid: number}
  | {code: 'run-broken'; run: string; file: string}
  | {code: 'run-over'; run: string; status: string}
  /** It is resumed by another verb. */
  | {code: 'run-of-other-kind'; run: string; kind: 'run' | 'workflow'}
  /** A run inside an attempt of another one. */
  | {code: 'run-nested'; depth: number}
  | AttemptFailed;

/** The work itself did not come to its end. */
export type AttemptFailed = AttemptFailure & {run: string; tier: string};
