import {windowMs} from '../../../lib/core/quota/quota-reading.ts';

/** What a whole five-hour window takes of the week. */
export const fiveHourOfWeek = 0.12;

/** The plan as the service keeps it: both windows, as they really are. */
export interface Plan {
  fiveHour: {used: number; resetsAtMs: number} | undefined;
  week: {used: number; resetsAtMs: number};
  /** What was used of each week that has ended. */
  endedWeeks: {used: number; byNight: number}[];
  byNight: number;
}

/** @param firstWeekMs how long the first week still has: resets fall on all days and hours. */
export function openPlan(startMs: number, firstWeekMs: number): Plan {
  return {
    fiveHour: undefined,
    week: {used: 0, resetsAtMs: startMs + firstWeekMs},
    endedWeeks: [],
    byNight: 0,
  };
}

/** Lets time pass: windows end, and a five-hour one opens with its first use only. */
export function passTime(plan: Plan, nowMs: number): void {
  if (plan.fiveHour !== undefined && plan.fiveHour.resetsAtMs <= nowMs) {
    plan.fiveHour = undefined;
  }
  if (plan.week.resetsAtMs <= nowMs) {
    plan.endedWeeks.push({used: plan.week.used, byNight: plan.byNight});
    plan.byNight = 0;
    plan.week = {used: 0, resetsAtMs: plan.week.resetsAtMs + windowMs.seven_day};
  }
}

/** Uses a share of the week; false: the service refuses. */
export function use(
  plan: Plan,
  share: number,
  {nowMs, by}: {nowMs: number; by: 'user' | 'night'},
): boolean {
  const ofFiveHours = share / fiveHourOfWeek;
  if ((plan.fiveHour?.used ?? 0) >= 1 || plan.week.used >= 1) {
    return false;
  }
  plan.fiveHour ??= {used: 0, resetsAtMs: nowMs + windowMs.five_hour};
  plan.fiveHour.used += ofFiveHours;
  plan.week.used += share;
  plan.byNight += by === 'night' ? share : 0;
  return true;
}
