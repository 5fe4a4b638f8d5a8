import type {Result} from '../core/failure/failure.ts';
import type {Environment} from '../edge/environment.ts';
import {pause} from '../edge/pause.ts';
import {endGroup, endMarked} from '../edge/process-group.ts';
import {askToStop, isRunning} from '../edge/process-identity.ts';
import {findHolder} from '../edge/run-claim.ts';
import {findRun} from './find-run.ts';
import {openRun} from './open-run.ts';
import {markName} from './run-attempt.ts';

export interface KilledRun {
  run: string;
  /** Clients that had lost the process that watched them. */
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
  const {run, files, presence} = found.value;
  const holder = findHolder(files.claims);
  if (holder !== undefined) {
    askToStop(holder);
    const end = performance.now() + patienceMs;
    while (isRunning(holder) && performance.now() < end) {
      await pause(50);
    }
    return {ok: true, value: {run, orphans: 0}};
  }
  if (presence !== 'stopped') {
    return {ok: false, failure: {code: 'run-over', run, status: presence}};
  }
  const opened = openRun(files);
  if (!opened.ok) {
    return opened;
  }
  const {record, state, close} = opened.value;
  let orphans = 0;
  for (const [step, {attempts}] of Object.entries(state().steps)) {
    for (const {attempt, process} of attempts.filter(({outcome}) => outcome === null)) {
      if (process !== null && isRunning(process)) {
        orphans += 1;
        await endGroup(process.pid, {graceMs: 2000});
      }
      endMarked(markName, `${run}/${step}/${attempt}`);
    }
  }
  record({event: 'run-ended', status: 'interrupted'});
  close();
  return {ok: true, value: {run, orphans}};
}
