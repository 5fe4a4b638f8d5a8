import {addDays, toInstant, toLocalTime} from '../night/local-time.ts';
import {parseTimeOfDay} from '../night/night-window.ts';

/**
 * A time as a person writes it: `2h` from now, `22:00` for the next time that the clock shows it,
 * `2026-12-01`, `2026-12-01 08:30` by the local clock, or ISO 8601 with a zone. undefined: none.
 */
export function parseWhen(
  text: string,
  {nowMs, zone}: {nowMs: number; zone: string},
): number | undefined {
  const trimmed = text.trim();
  return (
    parseSpan(trimmed, nowMs) ??
    parseClock(trimmed, nowMs, zone) ??
    parseDate(trimmed, zone) ??
    parseInstant(trimmed)
  );
}

const spanMs = {m: 60_000, h: 3_600_000, d: 86_400_000};

function parseSpan(text: string, nowMs: number): number | undefined {
  const [, number, unit] = /^(\d{1,4})([mhd])$/.exec(text) ?? [];
  return number === undefined
    ? undefined
    : nowMs + Number(number) * spanMs[unit as keyof typeof spanMs];
}

function parseClock(text: string, nowMs: number, zone: string): number | undefined {
  const minute = /^\d{1,2}:\d\d$/.test(text) ? parseTimeOfDay(text) : undefined;
  if (minute === undefined) {
    return undefined;
  }
  const today = toLocalTime(nowMs, zone);
  const at = toInstant(today, minute, zone);
  return at > nowMs ? at : toInstant(addDays(today, 1), minute, zone);
}

function parseDate(text: string, zone: string): number | undefined {
  const [, year, month, day, time = '0'] =
    /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d{1,2}:\d\d))?$/.exec(text) ?? [];
  const date = {year: Number(year), month: Number(month), day: Number(day)};
  const minute = parseTimeOfDay(time);
  // 2026-02-30 would quietly be a day in March.
  const real = addDays(date, 0);
  return year !== undefined &&
    minute !== undefined &&
    real.month === date.month &&
    real.day === date.day
    ? toInstant(date, minute, zone)
    : undefined;
}

function parseInstant(text: string): number | undefined {
  const isFull = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/.test(text);
  const at = isFull ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? undefined : at;
}
