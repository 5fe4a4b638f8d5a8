import type {Result} from '../core/failure/failure.ts';
import type {RunSummary} from '../core/run/run-summary.ts';
import {startInBackground} from '../edge/background-process.ts';
import type {Environment} from '../edge/environment.ts';
import {pause} from '../edge/pause.ts';
import {findHolder} from '../edge/run-claim.ts';
import type {RunFiles} from '../edge/run-folder.ts';
import {findRun} from './find-run.ts';
import {readRunState} from './open-run.ts';
import {showRun} from './show-run.ts';

const tickMs = 100;

/** Lets another process work on a run that was written down; it goes on when this one ends. */
export function workInBackground(files: RunFiles, environment: Environment): void {
  startInBackground(['runs', 'resume', files.run, '--json', '--quiet'], {
    environment,
    folder: files.folder,
    outputFile: files.output,
  });
}

/** Waits until a run is over or waits for something itself, but no longer than `waitMs`. */
export async function waitForRun(
  files: RunFiles,
  {environment, waitMs}: {environment: Environment; waitMs: number},
): Promise<Result<RunSummary>> {
  const end = performance.now() + waitMs;
  while (performance.now() < end && isAtWork(files)) {
    await pause(tickMs);
  }
  const found = findRun(environment, files.run);
  if (!found.ok) {
    return found;
  }
  const shown = showRun(found.value);
  return shown === undefined
    ? {ok: false, failure: {code: 'run-broken', run: files.run, file: files.journal}}
    : {ok: true, value: shown.summary};
}

/** Written down and not over; whoever is to take it up may not have begun yet. */
function isAtWork(files: RunFiles): boolean {
  const isHeld = findHolder(files.claims) !== undefined;
  const state = readRunState(files);
  // Once taken up, it is at work for as long as the process that did that is there.
  return state?.status === 'open' && (isHeld || state.openings === 0);
}
