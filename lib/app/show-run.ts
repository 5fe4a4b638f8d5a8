import {failureOf} from '../core/run/next-attempt.ts';
import type {RunState} from '../core/run/run-state.ts';
import {type RunSummary, summariseRun} from '../core/run/run-summary.ts';
import {mainStep} from './execute-run.ts';
import type {FoundRun} from './find-run.ts';
import {readStream} from './run-attempt.ts';

export interface ShownRun {
  presence: FoundRun['presence'];
  holder: number | undefined;
  folder: string;
  prompt: string;
  summary: RunSummary;
  /** What the last attempt said, whether it was good or not; null: nothing. */
  lastWords: string | null;
}

/** Everything that a person wants to know of a run; undefined when its journal is broken. */
export function showRun({files, state, presence, holder, prompt}: FoundRun): ShownRun | undefined {
  if (state === undefined) {
    return undefined;
  }
  const lastWords = readLastWords({files, state});
  const step = state.steps[mainStep];
  const last = step?.attempts.at(-1);
  const failure =
    step?.ended?.failure ?? (last === undefined ? null : (failureOf(last, state.spec) ?? null));
  const result = state.status === 'done' ? lastWords : null;
  return {
    presence,
    holder,
    folder: files.folder,
    prompt,
    summary: summariseRun(state, {result, failure}),
    lastWords,
  };
}

function readLastWords({files, state}: {files: FoundRun['files']; state: RunState}): string | null {
  const last = state.steps[mainStep]?.attempts.at(-1);
  if (last === undefined) {
    return null;
  }
  try {
    return readStream(files, {step: mainStep, attempt: last.attempt}).result?.text ?? null;
  } catch {
    // An attempt that was never started wrote nothing.
    return null;
  }
}
