import {type Guarded, hasShape, isListOf, isMaybe, isNumber, isOneOf, isText} from '../guard.ts';
import {modelTiers} from '../tier.ts';

/** A job as it lies in its file: what a person wants done, and nothing of what became of it. */
export const isJob = hasShape({
  v: (value: unknown): value is 1 => value === 1,
  id: isText,
  /** ISO 8601, UTC, as all times here. */
  added_at: isText,
  /** Either a prompt or a workflow file, never both. */
  prompt: isMaybe(isText),
  workflow: isMaybe(isText),
  /** The folder that the work is about. */
  cwd: isText,
  /** Higher goes first. */
  priority: isNumber,
  /** Jobs that must be done first. */
  after: isListOf(isText),
  not_before: isMaybe(isText),
  /** Nearer ones go first; it is started later, too. */
  deadline: isMaybe(isText),
  /** Absent: routed by the prompt. */
  tier: isMaybe(isOneOf(modelTiers)),
  verify: isMaybe(isText),
  /** For all attempts together. */
  max_usd: isNumber,
  /** For each attempt. */
  timeout_ms: isNumber,
  /** Attempts that a job gets, of all nights together. */
  attempts: isNumber,
  allowed_tools: isListOf(isText),
});

export type Job = Guarded<typeof isJob>;

/** What a person says of a job; the rest has a default. */
export type JobDraft = Partial<Omit<Job, 'v' | 'id' | 'added_at'>>;

/** Spend is bounded also when nobody said a word about it. */
export const jobDefaults = {
  priority: 0,
  after: [] as string[],
  max_usd: 5,
  timeout_ms: 30 * 60 * 1000,
  attempts: 2,
  allowed_tools: [] as string[],
};
