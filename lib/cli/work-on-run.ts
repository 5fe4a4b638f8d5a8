import {executeRun} from '../app/execute-run.ts';
import type {OpenRun} from '../app/open-run.ts';
import type {Environment} from '../edge/environment.ts';
import {finishRun} from './finish-run.ts';
import {listenForStop} from './listen-for-stop.ts';
import {openProgress} from './show-progress.ts';

/** Works on a run in this process, in front of whoever watches, and prints what came of it. */
export async function workOnRun(
  run: OpenRun,
  environment: Environment,
  {isJson, isQuiet}: {isJson: boolean; isQuiet: boolean},
): Promise<void> {
  const progress = openProgress({isQuiet});
  const stop = listenForStop();
  try {
    const {signal} = stop;
    const summary = await executeRun(run, {environment, signal, notify: progress.notify});
    progress.close();
    finishRun(summary, {isJson});
  } finally {
    progress.close();
    stop.end();
  }
}
