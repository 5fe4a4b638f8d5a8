import type {QuotaReading} from '../core/quota/quota-reading.ts';
import {readStatusLine} from '../core/quota/read-quota.ts';
import {isDisabled, readEnvironment} from '../edge/environment.ts';
import {writeLog} from '../edge/log.ts';
import {
  noteIfNew,
  ownStatusCommand,
  printStatus,
  readStatusInput,
  runOwnStatusLine,
} from '../edge/own-status-line.ts';
import {paths} from '../edge/paths.ts';
import {appendReadings, makeQuotaFolder} from '../edge/quota-file.ts';

/**
 * Keeps what the client tells its status line of the plan, then hands the same input to the user's
 * own status line and passes on what that prints. Trouble of ours is logged, and never shown.
 */
export function passStatusLine(): void {
  const input = readStatusInput();
  const readings = keepReadings(input);
  const own = ownStatusCommand();
  if (own !== undefined) {
    runOwnStatusLine(own, input);
  } else {
    printStatus(describe(readings));
  }
}

function keepReadings(input: string): QuotaReading[] {
  const environment = readEnvironment();
  const {quota, logs} = paths(environment);
  try {
    const readings = readStatusLine(JSON.parse(input), Date.now());
    if (readings.length > 0 && !isDisabled(environment)) {
      makeQuotaFolder(quota);
      const told = readings.map(({window, used, resetsAtMs}) => ({window, used, resetsAtMs}));
      if (noteIfNew(quota, JSON.stringify(told))) {
        appendReadings(quota, readings);
      }
    }
    return readings;
  } catch (error) {
    writeLog(logs, 'status-line-not-kept', error);
    return [];
  }
}

/** For those who have no status line of their own. */
function describe(readings: readonly QuotaReading[]): string {
  return readings
    .flatMap(({window, used}) =>
      used === null
        ? []
        : [`${window === 'five_hour' ? '5 hours' : 'week'} ${Math.round(used * 100)} %`],
    )
    .join(' · ');
}
