import {sumUse} from './forecast-use.ts';
import type {QuotaRecord} from './learn-habits.ts';
import {measureUse} from './measure-use.ts';
import {type QuotaReading, windowMs} from './quota-reading.ts';
import {judgeWindow} from './quota-window.ts';

/** One week of the plan that is over. */
export interface PastWeek {
  startsAtMs: number;
  endsAtMs: number;
  /** As the last figure before its end said; the rest may have gone unseen. */
  used: number;
  expiredUnused: number;
  usedByNight: number;
}

/** The weeks of the plan that are over, newest first, as far as there are figures of them. */
export function listPastWeeks({readings, runs}: QuotaRecord, nowMs: number): PastWeek[] {
  const uses = measureUse('seven_day', readings, runs).filter(({by}) => by === 'night');
  return listEnds(readings)
    .filter((endsAtMs) => endsAtMs <= nowMs)
    .flatMap((endsAtMs) => {
      const before = readings.filter(({atMs}) => atMs < endsAtMs);
      const week = judgeWindow('seven_day', before, {
        nowMs: endsAtMs - 1,
        ownRunsEndedMs: [],
        ceiling: 1,
      });
      if (week.state !== 'open') {
        return [];
      }
      const startsAtMs = endsAtMs - windowMs.seven_day;
      return [
        {
          ...{startsAtMs, endsAtMs, used: week.used},
          expiredUnused: Math.max(0, 1 - week.used),
          usedByNight: sumUse(uses, {fromMs: startsAtMs, toMs: endsAtMs}),
        },
      ];
    })
    .sort((left, right) => right.endsAtMs - left.endsAtMs);
}

/** Resets within an hour of each other are one, told with and without its seconds. */
function listEnds(readings: readonly QuotaReading[]): number[] {
  const resets = readings
    .flatMap(({window, resetsAtMs}) =>
      window === 'seven_day' && resetsAtMs !== null ? [resetsAtMs] : [],
    )
    .sort((left, right) => left - right);
  return resets.filter(
    (at, index) => (resets[index + 1] ?? Number.POSITIVE_INFINITY) - at > 3_600_000,
  );
}
