import type {Change, FileStep} from './change.ts';

/** What is written down before a person's tree is touched, so that any process can finish it. */
export interface ApplyJournal {
  schema: 1;
  phase: ApplyPhase;
  /** Names the branch that keeps a change which cannot be applied: `tierwise/<run>`. */
  run: string;
  /** The root of the person's tree. */
  repository: string;
  gitFolder: string;
  objectFormat: string;
  /** New contents and old ones, on the same disk as the tree. */
  stage: string;
  change: Change;
  /** Those of the change that were still to do when it began. */
  steps: FileStep[];
  /** Paths that somebody else changed; known from `undoing` on. */
  conflicts: string[];
}

/**
 * `staging`: nothing is touched. `ready`: files may be old or new, and all are to become new.
 * `undoing`: all are to become old. `applied`, `undone`: only tidying is left.
 */
type ApplyPhase = 'staging' | 'ready' | 'undoing' | 'applied' | 'undone';

const phases: readonly unknown[] = ['staging', 'ready', 'undoing', 'applied', 'undone'];

/** undefined: damaged, or of a version that we do not know. */
export function readApplyJournal(value: unknown): ApplyJournal | undefined {
  const {schema, phase, run, repository, gitFolder, stage, change, steps, conflicts} = (value ??
    {}) as Partial<ApplyJournal>;
  const isWhole =
    schema === 1 &&
    phases.includes(phase) &&
    [run, repository, gitFolder, stage].every((text) => typeof text === 'string') &&
    // It is removed in the end, with all that is in it.
    [`${gitFolder}/tierwise/${run}`, `${repository}/.tierwise-${run}`].includes(stage ?? '') &&
    isRunName(run ?? '') &&
    Array.isArray(change?.steps) &&
    Array.isArray(steps) &&
    Array.isArray(conflicts);
  return isWhole ? (value as ApplyJournal) : undefined;
}

/** A run's id becomes a file name and a part of a branch's name. */
export function isRunName(run: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/.test(run);
}
