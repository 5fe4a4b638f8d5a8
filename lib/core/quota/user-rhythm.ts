import {addDays, type LocalDay, toInstant, toLocalTime, weekdayOf} from '../night/local-time.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** Days of a habit: four weeks, so that a holiday does not hide it and a new job shows soon. */
const learnedDays = 28;

/** A person who works past midnight has not begun the next day. */
const dayBeginsHour = 4;

/** Of ten days, the earliest one counts: the person should be surprised on none. */
const earlyShare = 0.1;

/** Days of activity below which nothing is called usual. */
const fewDays = 3;

/** Nobody has been seen yet: better a quiet machine than one that is used up at breakfast. */
const unknownFirstMinute = 6 * 60;

/** When the person usually begins, in minutes of the local day; null: not on such days. */
export interface UserRhythm {
  weekday: number | null;
  weekend: number | null;
}

/** Learns from the times at which the person did something. */
export function learnRhythm(
  activeAtMs: readonly number[],
  {zone, nowMs}: {zone: string; nowMs: number},
): UserRhythm {
  const firsts = new Map<string, {isWeekend: boolean; minute: number}>();
  for (const atMs of activeAtMs) {
    if (atMs > nowMs || atMs < nowMs - learnedDays * dayMs) {
      continue;
    }
    const local = toLocalTime(atMs, zone);
    if (local.hour < dayBeginsHour) {
      continue;
    }
    const key = `${local.year}-${local.month}-${local.day}`;
    const minute = local.hour * 60 + local.minute;
    if (minute < (firsts.get(key)?.minute ?? Number.POSITIVE_INFINITY)) {
      firsts.set(key, {isWeekend: isWeekend(local), minute});
    }
  }
  const all = [...firsts.values()];
  if (all.length < fewDays) {
    return {weekday: unknownFirstMinute, weekend: unknownFirstMinute};
  }
  const early = (days: typeof all): number | null => {
    const minutes = days.map(({minute}) => minute).sort((left, right) => left - right);
    return minutes[Math.floor(minutes.length * earlyShare)] ?? null;
  };
  return {
    weekday: early(all.filter((day) => !day.isWeekend)),
    weekend: early(all.filter((day) => day.isWeekend)),
  };
}

/** When the person will probably begin next, after now. Within their usual first hour: now. */
export function findFirstHour(
  rhythm: UserRhythm,
  {zone, nowMs}: {zone: string; nowMs: number},
): number {
  const today = toLocalTime(nowMs, zone);
  for (let offset = 0; offset <= 8; offset += 1) {
    const day = addDays(today, offset);
    const minute = isWeekend(day) ? rhythm.weekend : rhythm.weekday;
    const firstMs = minute === null ? undefined : toInstant(day, minute, zone);
    if (firstMs !== undefined && firstMs + hourMs > nowMs) {
      return Math.max(firstMs, nowMs);
    }
  }
  return nowMs + 8 * dayMs;
}

const hourMs = 60 * 60 * 1000;

function isWeekend(day: LocalDay): boolean {
  const weekday = weekdayOf(day);
  return weekday === 0 || weekday === 6;
}
