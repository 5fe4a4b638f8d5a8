import type {QuotaReading} from '../core/quota/quota-reading.ts';
import {readRunLimits} from '../core/quota/read-quota.ts';
import type {StepFailure} from '../core/run/step-failure.ts';
import type {Environment} from '../edge/environment.ts';
import {readFileLines} from '../edge/file-lines.ts';
import {writeLog} from '../edge/log.ts';
import {paths} from '../edge/paths.ts';
import {appendReadings} from '../edge/quota-file.ts';
import type {OpenRun} from './open-run.ts';

/**
 * Keeps what the client told of the plan in a step of our own: its last word, and a refusal. It
 * helps nights to plan; without it they do less, so trouble is logged and the step goes on.
 */
export function harvestLimits(
  run: OpenRun,
  {step, failure}: {step: string; failure: StepFailure | null},
  environment: Environment,
): void {
  const {quota, logs} = paths(environment);
  const atMs = Date.now();
  const streams = run
    .step(step)
    .attempts.map(({attempt}) => run.files.attempt(step, attempt).stream);
  try {
    const told = streams.flatMap((path) => readStream(path, atMs));
    appendReadings(quota, [...findLast(told), ...readRefusal(failure, atMs)]);
  } catch (error) {
    writeLog(logs, 'limits-not-kept', error);
  }
}

/** Of each window: a later attempt knows more, but one that was left from before a reset does not. */
function findLast(readings: readonly QuotaReading[]): QuotaReading[] {
  const last = new Map<string, QuotaReading>();
  for (const reading of readings) {
    if ((reading.resetsAtMs ?? 0) >= (last.get(reading.window)?.resetsAtMs ?? 0)) {
      last.set(reading.window, reading);
    }
  }
  return [...last.values()];
}

function readRefusal(failure: StepFailure | null, atMs: number): QuotaReading[] {
  return failure?.code !== 'limit-reached' || failure.resets_at === null
    ? []
    : [
        {
          ...{atMs, used: null, isLimited: true, source: 'run'},
          window: failure.window === 'seven_day' ? 'seven_day' : 'five_hour',
          resetsAtMs: Date.parse(failure.resets_at),
        },
      ];
}

function readStream(path: string, atMs: number): QuotaReading[] {
  const readings: QuotaReading[] = [];
  try {
    readFileLines(path, (line) => readings.push(...readRunLimits(line, atMs)), [
      '"rate_limit_event"',
    ]);
  } catch {
    // An attempt that was never made has no stream.
  }
  return readings;
}
