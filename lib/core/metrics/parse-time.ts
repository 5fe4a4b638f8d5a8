/** A stretch of time, ISO 8601 in UTC; `until` is not part of it. */
export interface Period {
  since: string | undefined;
  until: string | undefined;
}

/**
 * A point in time as typed: `7d`, `24h`, `30m` (back from now), `2026-11-22` (UTC, its start, or
 * its end for `until`), or ISO 8601. undefined: none of these.
 */
export function parseTime(
  text: string,
  {now, isEnd}: {now: Date; isEnd: boolean},
): string | undefined {
  const back = /^(\d{1,5})([mhdw])$/.exec(text.trim());
  if (back) {
    return new Date(now.getTime() - Number(back[1]) * unitMs[back[2] as Unit]).toISOString();
  }
  const isDay = /^\d{4}-\d\d-\d\d$/.test(text);
  const isInstant = /^\d{4}-\d\d-\d\dT/.test(text);
  const time = isDay || isInstant ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time)
    ? undefined
    : new Date(time + (isDay && isEnd ? unitMs.d : 0)).toISOString();
}

type Unit = keyof typeof unitMs;

const unitMs = {m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000};

/** The day of a time, moved by whole days. */
export function dayOf(time: string, moveDays = 0): string {
  return new Date(Date.parse(time) + moveDays * unitMs.d).toISOString().slice(0, 10);
}
