import type {Result} from '../core/failure/failure.ts';
import type {Change} from '../core/isolation/change.ts';
import type {Copy} from '../core/isolation/copy.ts';
import type {RepositorySnapshot} from '../core/isolation/repository-snapshot.ts';
import {removeFolderIfEmpty} from '../edge/atomic-file.ts';
import type {Environment} from '../edge/environment.ts';
import {keepValue, readKeptValue} from '../edge/kept-value.ts';
import {writeLog} from '../edge/log.ts';
import {paths} from '../edge/paths.ts';
import {makeAttemptFolder} from '../edge/run-folder.ts';
import {applyChange} from './apply-change.ts';
import {collectChangeOnce} from './collect-change.ts';
import {makeCopy, readCopy, removeCopy} from './make-copy.ts';
import type {OpenRun} from './open-run.ts';
import {recoverApply} from './recover-apply.ts';
import {checkSettings, noteRepository} from './watch-repository.ts';

/** The attempt of a run that a copy belongs to. */
export interface AttemptName {
  step: string;
  attempt: number;
}

/** A copy of the user's repository for one attempt, as the user sees it at this moment. */
export async function isolateAttempt(
  run: OpenRun,
  {step, attempt}: AttemptName,
  environment: Environment,
): Promise<Result<Copy>> {
  const {cwd} = run.state().spec;
  const files = run.files.attempt(step, attempt);
  makeAttemptFolder(files.folder);
  if (readKeptValue(run.files.repository) === undefined) {
    const noted = await noteRepository(cwd, environment);
    if (!noted.ok) {
      return noted;
    }
    await keepValue(run.files.repository, noted.value);
  }
  return makeCopy({from: cwd, to: files.copy, environment});
}

/** What the agent did in its copy, collected once, before anything else can change it. */
export async function keepAttemptChange(
  run: OpenRun,
  {step, attempt}: AttemptName,
  environment: Environment,
): Promise<Result<{copy: Copy; change: Change}>> {
  const files = run.files.attempt(step, attempt);
  const copy = await readCopy(files.copy);
  if (!copy.ok) {
    return copy;
  }
  const change = await collectChangeOnce(copy.value, environment, {
    keptFile: files.change,
    patchFile: files.patch,
  });
  return change.ok ? {ok: true, value: {copy: copy.value, change: change.value}} : change;
}

/**
 * Brings what an attempt changed into the user's files, wholly or not at all, and gives their names.
 * Goes on with what a killed process began.
 */
export async function bringChangeHome(
  run: OpenRun,
  {step, attempt}: AttemptName,
  environment: Environment,
): Promise<Result<string[]>> {
  const {run: id, spec} = run.state();
  const files = run.files.attempt(step, attempt);
  if (readKeptValue(files.apply) !== undefined) {
    const recovered = await recoverApply(files.apply, environment);
    if (!recovered.ok || recovered.value !== null) {
      return recovered.ok ? named(recovered.value?.files ?? []) : recovered;
    }
  }
  const kept = await keepAttemptChange(run, {step, attempt}, environment);
  if (!kept.ok) {
    return kept;
  }
  const untouched = await checkUntouched(run, environment);
  if (!untouched.ok) {
    return untouched;
  }
  const {change} = kept.value;
  const applied = await applyChange(change, spec.cwd, {journal: files.apply, run: id, environment});
  return applied.ok ? named(change.files) : applied;
}

function named(files: readonly {path: string}[]): Result<string[]> {
  return {ok: true, value: files.map(({path}) => path)};
}

/** An agent in a copy has no business in the user's own repository. */
async function checkUntouched(run: OpenRun, environment: Environment): Promise<Result<void>> {
  const {run: id, spec} = run.state();
  const before = readKeptValue<RepositorySnapshot>(run.files.repository);
  const ownRefs = [`refs/heads/tierwise/${id}`];
  return before === undefined
    ? {ok: true, value: undefined}
    : checkSettings(before, {folder: spec.cwd, environment, ownRefs});
}

/**
 * The copies of a step are thrown away; what was changed in them is kept as patches. One that cannot
 * be removed (files of another user, a program that goes on writing) costs its room, not the work.
 */
export async function removeCopies(
  run: OpenRun,
  step: string,
  environment: Environment,
): Promise<void> {
  try {
    for (const {attempt} of run.step(step).attempts) {
      await removeCopy(run.files.attempt(step, attempt).copy);
    }
    await removeFolderIfEmpty(run.files.copies);
  } catch (error) {
    writeLog(paths(environment).logs, 'copy-not-removed', error);
  }
}
