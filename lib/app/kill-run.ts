import type {Result} from '../core/failure/failure.ts';
import type {ProcessIdentity} from '../core/run/run-state.ts';
import {removeContextFile} from '../edge/context-file.ts';
import type {Environment} from '../edge/environment.ts';
import {pause} from '../edge/pause.ts';
import {endOrphans} from '../edge/process-group.ts';
import {askToStop, isRunning, makeStop} from '../edge/process-identity.ts';
import {findHolder} from '../edge/run-claim.ts';
import {findRun} from './find-run.ts';
import {openRun} from './open-run.ts';
import {markName, nameAttempt} from './run-attempt.ts';

export interface KilledRun {
  run: string;
  /** Clients and checks that had lost the process that watched them. */
  orphans: number;
}

/** Longer than a client gets to write down its result. */
const patienceMs = 10_000;

/** Ends a run with everything that it started; it can be resumed. */
export async function killRun(environment: Environment, name: string): Promise<Result<KilledRun>> {
  const found = findRun(environment, name);
  if (!found.ok) {
    return found;
  }
  const {run, files, state, presence} = found.value;
  const holder = findHolder(files.claims);
  // A process that is done with this run may be at work on others.
  if (holder !== undefined && (state === undefined || state.status === 'open')) {
    if (await endHolder(holder)) {
      return {ok: true, value: {run, orphans: 0}};
    }
  } else if (presence !== 'stopped') {
    return {ok: false, failure: {code: 'run-over', run, status: presence}};
  }
  const opened = openRun(files);
  if (!opened.ok) {
    return opened;
  }
  const {record, close} = opened.value;
  let orphans = 0;
  for (const [step, {attempts}] of Object.entries(opened.value.state().steps)) {
    for (const {attempt, process, check} of attempts) {
      const left = [process, check].filter((each) => each !== null);
      orphans += left.filter(isRunning).length;
      const mark = {name: markName, value: nameAttempt(opened.value, {step, attempt})};
      await Promise.all(left.map((each) => endOrphans(each, mark, {graceMs: 2000})));
      removeContextFile(files.attempt(step, attempt).context);
    }
  }
  record({event: 'run-ended', status: 'interrupted'});
  close();
  return {ok: true, value: {run, orphans}};
}

/** True: it ended by itself, with all that it had started. */
async function endHolder(holder: ProcessIdentity): Promise<boolean> {
  askToStop(holder);
  if (await hasEnded(holder)) {
    return true;
  }
  makeStop(holder);
  // A busy machine takes its time to do so, and until then the run is not ours.
  await hasEnded(holder);
  return false;
}

/** False: it is still there when our patience is over. */
async function hasEnded(holder: ProcessIdentity): Promise<boolean> {
  const end = performance.now() + patienceMs;
  while (isRunning(holder)) {
    if (performance.now() >= end) {
      return false;
    }
    await pause(50);
  }
  return true;
}
