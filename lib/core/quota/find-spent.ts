import {type QuotaReading, windowMs} from './quota-reading.ts';

/** A stretch at the end of a week in which nothing was left of it. */
export interface SpentTime {
  /** When that week began. */
  weekFromMs: number;
  fromMs: number;
  toMs: number;
}

/** Resets that differ by less are the same: figures are rounded to the minute. */
const slackMs = 5 * 60 * 1000;

/** Figures are rounded to whole percents. */
const allShare = 0.99;

/** When the week was used up before its end: what the person would have used then, nobody saw. */
export function findSpent(readings: readonly QuotaReading[], ceiling: number): SpentTime[] {
  const spent = new Map<number, SpentTime>();
  for (const {window, atMs, used, isLimited, resetsAtMs} of readings) {
    const isSpent = isLimited || (used ?? 0) / ceiling >= allShare;
    if (window !== 'seven_day' || resetsAtMs === null || !isSpent) {
      continue;
    }
    const key = Math.round(resetsAtMs / slackMs);
    const fromMs = Math.min(atMs, spent.get(key)?.fromMs ?? atMs);
    spent.set(key, {weekFromMs: resetsAtMs - windowMs.seven_day, fromMs, toMs: resetsAtMs});
  }
  return [...spent.values()];
}
