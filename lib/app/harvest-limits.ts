import type {QuotaReading} from '../core/quota/quota-reading.ts';
import {readRunLimits} from '../core/quota/read-quota.ts';
import type {RunSummary} from '../core/run/run-summary.ts';
import type {Environment} from '../edge/environment.ts';
import {readFileLines} from '../edge/file-lines.ts';
import {paths} from '../edge/paths.ts';
import {appendReadings} from '../edge/quota-file.ts';
import type {RunFiles} from '../edge/run-folder.ts';

/** Keeps what the client told of the plan in a run of our own: its last word, and a refusal. */
export function harvestLimits(
  files: RunFiles,
  {attempts, failure}: RunSummary,
  environment: Environment,
): void {
  const atMs = Date.now();
  const last = new Map<string, QuotaReading>();
  for (const {step, attempt} of attempts) {
    for (const reading of readStream(files.attempt(step, attempt).stream, atMs)) {
      last.set(reading.window, reading);
    }
  }
  const readings = [...last.values()];
  if (failure?.code === 'limit-reached' && failure.resets_at !== null) {
    readings.push({
      ...{atMs, used: null, isLimited: true, source: 'run'},
      window: failure.window === 'seven_day' ? 'seven_day' : 'five_hour',
      resetsAtMs: Date.parse(failure.resets_at),
    });
  }
  appendReadings(paths(environment).quota, readings);
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
