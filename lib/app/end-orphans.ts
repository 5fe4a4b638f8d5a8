import {endGroup, endMarked} from '../edge/process-group.ts';
import {isRunning} from '../edge/process-identity.ts';
import type {OpenRun} from './open-run.ts';
import {markName} from './run-attempt.ts';

const graceMs = 2000;

/** Ends every client of a step that has lost the process which watched it; how many there were. */
export async function endOrphans(run: OpenRun, step: string): Promise<number> {
  let orphans = 0;
  for (const {attempt, process} of run
    .step(step)
    .attempts.filter(({outcome}) => outcome === null)) {
    if (process !== null && isRunning(process)) {
      orphans += 1;
      await endGroup(process.pid, {graceMs});
    }
    endMarked(markName, `${run.state().run}/${step}/${attempt}`);
  }
  return orphans;
}
