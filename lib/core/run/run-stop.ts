import type {AttemptFailure} from './attempt-failure.ts';

/** What stops a run of several steps before its end. */
export interface RunStop {
  by: 'limit' | 'person' | 'time' | 'budget' | 'refusal' | 'client';
  failure: AttemptFailure;
}
