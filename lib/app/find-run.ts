import type {Result} from '../core/failure/failure.ts';
import {type RunPresence, runPresence} from '../core/run/run-presence.ts';
import type {RunState} from '../core/run/run-state.ts';
import type {Environment} from '../edge/environment.ts';
import {fileNamePart, paths} from '../edge/paths.ts';
import {findHolder} from '../edge/run-claim.ts';
import {listRunNames, nameRun, type RunFiles, readRunPrompt, runFiles} from '../edge/run-folder.ts';
import {readRunState} from './open-run.ts';

/** A run as it lies on the disk; nothing of it is changed by looking. */
export interface FoundRun {
  run: string;
  files: RunFiles;
  /** undefined: its journal cannot be understood. */
  state: RunState | undefined;
  presence: RunPresence;
  /** The process that is at work on it. */
  holder: number | undefined;
  prompt: string;
}

/** Every run, newest first; with `before`, only those that were begun before then. */
export function listRuns(environment: Environment, before?: Date): FoundRun[] {
  const {runs} = paths(environment);
  const end = before && nameRun(before, 0);
  const names = listRunNames(runs).filter((name) => end === undefined || name < end);
  return names.flatMap((name) => readRun(environment, name) ?? []);
}

/** The run of this name, or the newest whose name begins so. */
export function findRun(environment: Environment, name: string): Result<FoundRun> {
  const {runs} = paths(environment);
  const known = listRunNames(runs);
  const full = known.find((each) => each === name) ?? known.find((each) => each.startsWith(name));
  const found =
    full === undefined || fileNamePart(name) === undefined ? undefined : readRun(environment, full);
  return found === undefined
    ? {ok: false, failure: {code: 'run-missing', run: name, known: known.slice(0, 3)}}
    : {ok: true, value: found};
}

function readRun(environment: Environment, name: string): FoundRun | undefined {
  const files = runFiles(environment, name);
  try {
    const state = readRunState(files);
    const holder = findHolder(files.claims)?.pid;
    return {
      run: name,
      files,
      state,
      holder,
      presence: runPresence(state, holder !== undefined),
      prompt: readRunPrompt(files),
    };
  } catch {
    // A folder without a journal or a prompt: a run that was killed while it was being made.
    return undefined;
  }
}
