import type {StartChoice} from '../core/quota/judge-start.ts';
import {learnHabits} from '../core/quota/learn-habits.ts';
import {listPastWeeks, type PastWeek} from '../core/quota/quota-history.ts';
import type {QuotaWindow} from '../core/quota/quota-window.ts';
import {weekReserve} from '../core/quota/week-reserve.ts';
import type {Environment} from '../edge/environment.ts';
import {localZone} from '../edge/local-zone.ts';
import {gatherQuota} from './gather-quota.ts';
import {judgeNight} from './judge-night.ts';
import {findInstalledWindow} from './schedule-night.ts';

/** Shares are from 0 to 1; null is unknown, which is not 0. */
export interface QuotaReport {
  five_hour: WindowReport;
  seven_day: WindowReport & {
    /** What you will probably use until the reset. */
    forecast: number | null;
    /** What is kept for you now. */
    reserve: number | null;
    /** What the night may still use. */
    to_spare: number | null;
  };
  first_hour: string;
  /** Whether a job may start now, and why. */
  may_start: boolean;
  because: StartChoice['because'];
  weeks: {from: string; to: string; used: number; expired_unused: number; used_by_night: number}[];
  readings: number;
}

interface WindowReport {
  used: number | null;
  resets_at: string | null;
  /** Why the share is not known; null: it is. */
  unknown_because: string | null;
}

/** What stands of the plan, what will be needed of it, and what became of the last weeks. */
export async function reportQuota(environment: Environment, now: Date): Promise<QuotaReport> {
  const nowMs = now.getTime();
  const zone = localZone();
  const window = await findInstalledWindow(environment);
  const record = gatherQuota(environment, nowMs);
  const habits = learnHabits(record, {zone, nowMs});
  const {outlook, choice, firstHourMs} = judgeNight(environment, {
    ...{nowMs, zone, window, untilMs: null, habits, running: 0},
  });
  const {fiveHour, week, expectedOfWeek} = outlook;
  const reserve = week.state === 'open' ? weekReserve(nowMs, week.resetsAtMs) : null;
  return {
    five_hour: describeWindow(fiveHour),
    seven_day: {
      ...describeWindow(week),
      forecast: expectedOfWeek?.most ?? null,
      reserve,
      to_spare:
        week.state === 'open' && reserve !== null && expectedOfWeek !== null
          ? Math.max(0, 1 - week.used - reserve - expectedOfWeek.most)
          : null,
    },
    first_hour: new Date(firstHourMs).toISOString(),
    may_start: choice.may,
    because: choice.because,
    weeks: listPastWeeks(record, nowMs).map(describeWeek),
    readings: record.readings.length,
  };
}

function describeWindow(window: QuotaWindow): WindowReport {
  switch (window.state) {
    case 'open':
      return {
        used: window.used,
        resets_at: new Date(window.resetsAtMs).toISOString(),
        unknown_because: null,
      };
    case 'unknown':
      return {
        used: null,
        resets_at: window.resetsAtMs === null ? null : new Date(window.resetsAtMs).toISOString(),
        unknown_because: window.because,
      };
    case 'over':
      return {used: null, resets_at: null, unknown_because: 'reset-since-the-last-reading'};
  }
}

function describeWeek({startsAtMs, endsAtMs, used, expiredUnused, usedByNight}: PastWeek) {
  return {
    from: new Date(startsAtMs).toISOString(),
    to: new Date(endsAtMs).toISOString(),
    used,
    expired_unused: expiredUnused,
    used_by_night: usedByNight,
  };
}
