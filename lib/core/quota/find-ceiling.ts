import type {QuotaReading} from './quota-reading.ts';

/** Resets that differ by less are the same: figures are rounded to the minute. */
const slackMs = 5 * 60 * 1000;

/** Days that a limit which came below 100 % is remembered. */
const rememberedDays = 60;

/** Below this it says more about a missed reading than about the scale. */
const lowestCeiling = 0.1;

/**
 * The figure at which requests were refused: 1 when the figures are right. A limit that came at
 * 70 % tells that they are too low by a third, and later ones have to be raised by it. Both windows
 * are told by the same voice, so what one of them shows holds for both.
 */
export function findCeiling(readings: readonly QuotaReading[], nowMs: number): number {
  const oldest = nowMs - rememberedDays * 24 * 60 * 60 * 1000;
  const refused = new Map<string, number>();
  const highest = new Map<string, number>();
  for (const reading of readings) {
    const {atMs, resetsAtMs, used, isLimited, window} = reading;
    if (atMs < oldest || resetsAtMs === null) {
      continue;
    }
    const key = `${window} ${Math.round(resetsAtMs / slackMs)}`;
    highest.set(key, Math.max(highest.get(key) ?? 0, used ?? 0));
    // The first refusal of a window: what is read after it may be a late answer.
    if (isLimited && !refused.has(key)) {
      refused.set(key, highest.get(key) ?? 0);
    }
  }
  return Math.min(1, ...[...refused.values()].filter((share) => share >= lowestCeiling));
}
