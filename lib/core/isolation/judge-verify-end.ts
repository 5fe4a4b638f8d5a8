import type {VerifyEnd} from './verify-outcome.ts';

/** How a check ended. What we did to end it says more than how it then went down. */
export function judgeVerifyEnd({
  exitCode,
  signal,
  stopped,
}: {
  exitCode: number | null;
  signal: string | null;
  stopped: Extract<VerifyEnd, {outcome: 'timed-out' | 'aborted'}> | undefined;
}): VerifyEnd {
  if (stopped) {
    return stopped;
  }
  if (exitCode === null) {
    return {outcome: 'killed', signal: signal ?? 'unknown'};
  }
  return exitCode === 0 ? {outcome: 'passed'} : {outcome: 'failed', exitCode};
}
