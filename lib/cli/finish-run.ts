import {exitCodes} from '../core/run/exit-code.ts';
import type {AttemptFailed} from '../core/run/run-failure.ts';
import type {RunSummary} from '../core/run/run-summary.ts';
import {print, setExitCode} from '../edge/terminal.ts';
import {finishFailure} from './finish.ts';

/** Prints the answer alone, or why there is none; the exit code tells which. */
export function finishRun(
  {summary, failure}: {summary: RunSummary; failure: AttemptFailed | undefined},
  {isJson}: {isJson: boolean},
): void {
  if (isJson) {
    print(JSON.stringify(summary));
  } else if (failure === undefined) {
    print(summary.result ?? '');
  } else {
    finishFailure(failure, {isJson: false});
  }
  setExitCode(failure === undefined ? 0 : exitCodes[failure.code]);
}
