import {addDays, toInstant, toLocalTime} from './local-time.ts';

/** From when to when work may run each day, by the clock of the wall. */
export interface NightWindow {
  /** Minutes from midnight, 0 to 1439. */
  startMinute: number;
  /** At or before the start: on the next day. */
  endMinute: number;
}

/** One night of it. */
export interface Night {
  startsAtMs: number;
  endsAtMs: number;
  isOpen: boolean;
}

export const defaultWindow: NightWindow = {startMinute: 22 * 60, endMinute: 6 * 60};

/** `22:00-06:00`, `22-6`; undefined: it is none. Two equal times are none: all day or never? */
export function parseNightWindow(text: string): NightWindow | undefined {
  const [, start, end] = /^\s*([\d:]+)\s*-\s*([\d:]+)\s*$/.exec(text) ?? [];
  const startMinute = parseTimeOfDay(start ?? '');
  const endMinute = parseTimeOfDay(end ?? '');
  return startMinute === undefined || endMinute === undefined || startMinute === endMinute
    ? undefined
    : {startMinute, endMinute};
}

/** `06:30` or `6` as minutes from midnight. */
export function parseTimeOfDay(text: string): number | undefined {
  const [, hour, minute = '0'] = /^(\d{1,2})(?::(\d\d))?$/.exec(text.trim()) ?? [];
  const minutes = Number(hour) * 60 + Number(minute);
  return hour !== undefined && Number(minute) < 60 && minutes < 24 * 60 ? minutes : undefined;
}

export function writeNightWindow({startMinute, endMinute}: NightWindow): string {
  return `${writeTimeOfDay(startMinute)}-${writeTimeOfDay(endMinute)}`;
}

function writeTimeOfDay(minutes: number): string {
  const pad = (part: number): string => String(part).padStart(2, '0');
  return `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}

/**
 * The night that is on, or the next one. Asked again at every step, it is all that a machine which
 * slept needs: it wakes within a night and works on in what is left of it, or it wakes in the day
 * and waits for the next; a night that was missed is not made up for in the day.
 */
export function findNight(window: NightWindow, zone: string, nowMs: number): Night {
  const today = toLocalTime(nowMs, zone);
  const isOvernight = window.endMinute <= window.startMinute;
  for (let offset = -1; ; offset += 1) {
    const day = addDays(today, offset);
    const startsAtMs = toInstant(day, window.startMinute, zone);
    const lastDay = isOvernight ? addDays(day, 1) : day;
    const endsAtMs = toInstant(lastDay, window.endMinute, zone);
    // A short window can vanish in the hour that the clocks skip.
    if (endsAtMs > nowMs && endsAtMs > startsAtMs) {
      return {startsAtMs, endsAtMs, isOpen: startsAtMs <= nowMs};
    }
  }
}
