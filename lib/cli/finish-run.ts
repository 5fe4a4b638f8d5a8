import {exitCodes} from '../core/run/exit-code.ts';
import type {RunSummary} from '../core/run/run-summary.ts';
import {isAttemptFailure} from '../core/run/step-failure.ts';
import {print, setExitCode} from '../edge/terminal.ts';
import {finishFailure} from './finish.ts';

/** Prints the answer alone, or why there is none; the exit code tells which. */
export function finishRun(summary: RunSummary, {isJson}: {isJson: boolean}): void {
  const {failure, run_id, tier, result} = summary;
  if (isJson) {
    print(JSON.stringify(summary));
  } else if (failure === null) {
    print(result ?? '');
  } else {
    const told = isAttemptFailure(failure)
      ? {...failure, run: run_id, tier: tier ?? 'stay'}
      : failure;
    finishFailure(told, {isJson: false});
  }
  setExitCode(failure === null ? 0 : isAttemptFailure(failure) ? exitCodes[failure.code] : 1);
}
