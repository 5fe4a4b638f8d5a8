import {findNight, type Night, type NightWindow} from '../core/night/night-window.ts';
import {judgeStart, type StartChoice} from '../core/quota/judge-start.ts';
import {type Habits, lookAhead, type Outlook} from '../core/quota/learn-habits.ts';
import type {OwnRun} from '../core/quota/quota-use.ts';
import {findFirstHour} from '../core/quota/user-rhythm.ts';
import type {Environment} from '../edge/environment.ts';
import {paths} from '../edge/paths.ts';
import {isMetered} from '../edge/payment.ts';
import {readQueueSwitches} from '../edge/queue-switch.ts';
import {isSwitchedOff} from '../edge/switches.ts';
import {gatherQuota} from './gather-quota.ts';

export interface NightView {
  night: Night;
  outlook: Outlook;
  firstHourMs: number;
  choice: StartChoice;
}

/** Whether one more job may start at this moment, with all that it hangs on. */
export function judgeNight(
  environment: Environment,
  {
    nowMs,
    zone,
    window,
    untilMs,
    habits,
    running,
    startsAtMs = nowMs,
  }: {
    nowMs: number;
    zone: string;
    window: NightWindow;
    /** A person said when to stop, and with it to begin now; null: the window decides. */
    untilMs: number | null;
    habits: Habits;
    running: number;
    /** Of a night that a person began: when. */
    startsAtMs?: number;
  },
): NightView {
  const night =
    untilMs === null
      ? findNight(window, zone, nowMs)
      : {startsAtMs, endsAtMs: untilMs, isOpen: nowMs < untilMs};
  const record = gatherQuota(environment, nowMs);
  const outlook = lookAhead(record, habits, nowMs);
  const firstHourMs = findFirstHour(habits.rhythm, {zone, nowMs});
  const choice = judgeStart({
    ...outlook,
    isOff: isSwitchedOff(environment),
    isMetered: isMetered(environment),
    ...readQueueSwitches(paths(environment).queue),
    isByHand: untilMs !== null,
    ...{nowMs, night, firstHourMs, running},
    blindJobs: countBlind(record.runs, Math.max(night.startsAtMs, outlook.lastFigureMs ?? 0)),
    unseenJobs: running + outlook.unseenRuns,
  });
  return {night, outlook, firstHourMs, choice};
}

/**
 * Of a night's own runs, those that began after the last figure came. They are counted on the disk:
 * a window that many processes work has its few blind jobs once. One that runs now counts itself.
 */
function countBlind(runs: readonly OwnRun[], sinceMs: number): number {
  return runs.filter(({fromMs}) => fromMs >= sinceMs).length;
}
