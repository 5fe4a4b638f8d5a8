import type {Night} from '../night/night-window.ts';
import type {Forecast} from './forecast-use.ts';
import {windowMs} from './quota-reading.ts';
import type {QuotaWindow} from './quota-window.ts';
import {weekReserve} from './week-reserve.ts';

/** Everything that decides whether one more job may start. */
export interface StartFacts {
  nowMs: number;
  night: Night;
  /** A person started it by hand, to begin now. */
  isByHand: boolean;
  /** `tierwise off`, or TIERWISE_DISABLE. */
  isOff: boolean;
  /** The file that stops everything is there. */
  isStopped: boolean;
  /** A person paused the queue. */
  isPaused: boolean;
  /** Paid by use, as with an API key: there is no plan, and a cap in money is all. */
  isMetered: boolean;
  fiveHour: QuotaWindow;
  week: QuotaWindow;
  /** When the person's usual first hour begins next. */
  firstHourMs: number;
  /** What the person will probably use of the week until its reset; null: unknown. */
  expectedOfWeek: Forecast | null;
  /** What they will probably use of the five-hour window until its end. */
  expectedOfFiveHours: number;
  /** What one job takes of each window. */
  jobShare: {fiveHour: number; week: number};
  /** Jobs of ours that run now. */
  running: number;
  /** Jobs that run, or ended after the last figure: what they use is in no figure yet. */
  unseenJobs: number;
  /** When the person last did something; null: not in living memory. */
  lastActiveMs: number | null;
  /** Jobs that were started without figures to go by, since the last figure came. */
  blindJobs: number;
  /** A request was refused within the last week. */
  wasLimitedLately: boolean;
}

export type StartReason =
  | 'switched-off'
  | 'stop-file'
  | 'paused'
  | 'outside-the-window'
  | 'you-are-here'
  | 'limited'
  | 'five-hours-used'
  | 'reaches-into-first-hour'
  | 'week-kept-for-you'
  | 'later-nights-will-do'
  | 'quota-unknown'
  | 'paid-by-use'
  | 'left-over-expires'
  | 'try-one';

export type StartChoice =
  /** `alone`: what it costs has to be seen before another one may start. */
  | {may: true; alone: boolean; because: StartReason}
  /** `untilMs`: when asking again makes sense; null: when a person has done something. */
  | {may: false; because: StartReason; untilMs: number | null};

/** Of five hours, the last tenth is the person's, or as much as they use at that time of the day. */
const fiveHourReserve = 0.1;

/** A person who was here a moment ago has not gone to bed: what is left is theirs. */
const awayMs = 30 * 60 * 1000;

/** Jobs that may start before any figure comes: enough to learn one, too few to hurt. */
const maxBlindJobs = 2;

/** An older figure of the week may miss a day on another machine. */
const freshMs = 6 * 60 * 60 * 1000;

/**
 * Whether one more job may start now. The first row that holds decides: what a person said, then
 * the clock, then what the plan says, then what the person will want tomorrow. What is not known
 * is not taken for free: then one job is tried at a time, and few.
 */
export function judgeStart(facts: StartFacts): StartChoice {
  for (const refusal of facts.isMetered ? always : [...always, ...ofPlan]) {
    const choice = refusal(facts);
    if (choice !== undefined) {
      return choice;
    }
  }
  return grant(facts);
}

type Refusal = (facts: StartFacts) => StartChoice | undefined;

const refuse = (because: StartReason, untilMs: number | null): StartChoice => ({
  may: false,
  because,
  untilMs,
});

const always: readonly Refusal[] = [
  ({isOff}) => (isOff ? refuse('switched-off', null) : undefined),
  ({isStopped}) => (isStopped ? refuse('stop-file', null) : undefined),
  ({isPaused}) => (isPaused ? refuse('paused', null) : undefined),
  ({night}) => (night.isOpen ? undefined : refuse('outside-the-window', night.startsAtMs)),
];

const ofPlan: readonly Refusal[] = [
  refuseWhileHere,
  ({fiveHour}) => refuseLimited(fiveHour),
  ({week}) => refuseLimited(week),
  refuseFiveHours,
  refuseFirstHour,
  refuseWeek,
  refuseEarly,
  refuseBlind,
];

function refuseWhileHere({nowMs, lastActiveMs}: StartFacts): StartChoice | undefined {
  return lastActiveMs !== null && lastActiveMs + awayMs > nowMs
    ? refuse('you-are-here', lastActiveMs + awayMs)
    : undefined;
}

function refuseLimited(window: QuotaWindow): StartChoice | undefined {
  return window.state !== 'over' && window.isLimited
    ? refuse('limited', window.resetsAtMs)
    : undefined;
}

function refuseFiveHours({
  fiveHour,
  jobShare,
  unseenJobs,
  expectedOfFiveHours,
}: StartFacts): StartChoice | undefined {
  const stop = 1 - Math.max(fiveHourReserve, expectedOfFiveHours);
  return fiveHour.state === 'open' && fiveHour.used + (unseenJobs + 1) * jobShare.fiveHour > stop
    ? refuse('five-hours-used', fiveHour.resetsAtMs)
    : undefined;
}

/** A window that a job opens lasts five hours: it must be over when the person comes. */
function refuseFirstHour({
  nowMs,
  fiveHour,
  firstHourMs,
  running,
}: StartFacts): StartChoice | undefined {
  const isOpen = fiveHour.state === 'open' || running > 0;
  return !isOpen && nowMs + windowMs.five_hour > firstHourMs
    ? refuse('reaches-into-first-hour', firstHourMs)
    : undefined;
}

function refuseWeek(facts: StartFacts): StartChoice | undefined {
  const {nowMs, week, expectedOfWeek, jobShare, unseenJobs} = facts;
  if (week.state !== 'open') {
    return undefined;
  }
  const kept = weekReserve(nowMs, week.resetsAtMs) + (expectedOfWeek?.most ?? unknownUse(facts));
  const used = week.used + (unseenJobs + 1) * jobShare.week;
  return used + kept > 1 ? refuse('week-kept-for-you', null) : undefined;
}

/**
 * What later nights can still use does not expire, and every day that goes by tells more of what the
 * person needs: until the left-over is more than those nights can do, it waits.
 */
function refuseEarly({
  isByHand,
  night,
  week,
  expectedOfWeek,
  jobShare,
}: StartFacts): StartChoice | undefined {
  if (isByHand || week.state !== 'open' || expectedOfWeek === null) {
    return undefined;
  }
  const nights = Math.max(0, Math.floor((week.resetsAtMs - night.endsAtMs) / dayMs));
  const windows = Math.floor((night.endsAtMs - night.startsAtMs) / windowMs.five_hour);
  const ofWindow = (1 - fiveHourReserve) * (jobShare.week / jobShare.fiveHour);
  const leftOver = 1 - week.used - expectedOfWeek.likely;
  return leftOver <= nights * windows * ofWindow ? refuse('later-nights-will-do', null) : undefined;
}

const dayMs = 24 * 60 * 60 * 1000;

/** Nobody knows what the person will use: all that is left, until the last day. */
function unknownUse({nowMs, week}: StartFacts): number {
  const isLastDay = week.state === 'open' && week.resetsAtMs - nowMs <= dayMs;
  return isLastDay ? 0 : 1;
}

function refuseBlind(facts: StartFacts): StartChoice | undefined {
  const {blindJobs, running, wasLimitedLately, fiveHour, week} = facts;
  if (isSeen(facts)) {
    return undefined;
  }
  const isBlind = fiveHour.state === 'unknown' || week.state === 'unknown';
  return running > 0 || blindJobs >= maxBlindJobs || (isBlind && wasLimitedLately)
    ? refuse('quota-unknown', null)
    : undefined;
}

function grant(facts: StartFacts): StartChoice {
  if (facts.isMetered) {
    return {may: true, alone: false, because: 'paid-by-use'};
  }
  return isSeen(facts)
    ? {may: true, alone: false, because: 'left-over-expires'}
    : {may: true, alone: true, because: 'try-one'};
}

function isSeen({nowMs, fiveHour, week}: StartFacts): boolean {
  return fiveHour.state === 'open' && week.state === 'open' && nowMs - week.readAtMs <= freshMs;
}
