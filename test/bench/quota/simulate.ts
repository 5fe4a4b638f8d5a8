import {findNight, type Night, type NightWindow} from '../../../lib/core/night/night-window.ts';
import {judgeStart} from '../../../lib/core/quota/judge-start.ts';
import {type Habits, learnHabits, lookAhead} from '../../../lib/core/quota/learn-habits.ts';
import type {QuotaReading} from '../../../lib/core/quota/quota-reading.ts';
import {findFirstHour} from '../../../lib/core/quota/user-rhythm.ts';
import {fiveHourOfWeek, openPlan, type Plan, passTime, use} from './plan.ts';
import {normal, seedRandom} from './users.ts';

export type Policy = 'none' | 'greedy' | 'fixed' | 'tierwise';

/** What the client tells: the truth, nothing, half of it, always the same, or only the person's. */
export type Telling = 'right' | 'missing' | 'half' | 'stuck' | 'not-by-runs';

export interface Outcome {
  /** Of the weeks after the first two, in which habits are learned. */
  utilisation: number;
  blockedMinutes: number;
  activeMinutes: number;
  jobsDone: number;
  jobsCut: number;
}

export const stepMinutes = 5;
const stepMs = stepMinutes * 60 * 1000;
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const zone = 'Europe/Berlin';
const learnedWeeks = 2;
const parallel = 3;

interface Job {
  fromMs: number;
  endsAtMs: number;
  sharePerStep: number;
}

/** Plays one user with one policy; the same seed is the same user and the same jobs. */
export function simulate({
  demand,
  policy,
  telling,
  startMs,
  firstWeekMs,
  window,
  seed,
}: {
  demand: Float64Array;
  policy: Policy;
  telling: Telling;
  startMs: number;
  /** Until the first reset of the week. */
  firstWeekMs: number;
  /** The hours of the night, as the person has set them. */
  window: NightWindow;
  seed: number;
}): Outcome {
  const random = seedRandom(seed);
  const plan = openPlan(startMs, firstWeekMs);
  const mind = openMind();
  const outcome = {utilisation: 0, blockedMinutes: 0, activeMinutes: 0, jobsDone: 0, jobsCut: 0};
  let jobs: Job[] = [];
  let countedWeeks = 0;
  for (let step = 0; step < demand.length; step += 1) {
    const nowMs = startMs + step * stepMs;
    passTime(plan, nowMs);
    countedWeeks = plan.endedWeeks.length;
    const wanted = demand[step] ?? 0;
    if (wanted > 0) {
      const isLearned = nowMs >= startMs + learnedWeeks * 7 * dayMs;
      const wasServed = use(plan, wanted, {nowMs, by: 'user'});
      outcome.activeMinutes += isLearned ? stepMinutes : 0;
      outcome.blockedMinutes += isLearned && !wasServed ? stepMinutes : 0;
      if (nowMs - (mind.activeAtMs.at(-1) ?? 0) >= 15 * 60 * 1000) {
        mind.activeAtMs.push(nowMs);
      }
      tell(mind, plan, {nowMs, telling, source: 'mod', isLimited: !wasServed});
    }
    const left: Job[] = [];
    for (const job of jobs) {
      if (!use(plan, job.sharePerStep, {nowMs, by: 'night'})) {
        outcome.jobsCut += 1;
        tell(mind, plan, {nowMs, telling, source: 'run', isLimited: true});
        mind.runs.push({fromMs: job.fromMs, toMs: nowMs});
      } else if (job.endsAtMs <= nowMs) {
        outcome.jobsDone += 1;
        tell(mind, plan, {nowMs, telling, source: 'run', isLimited: false});
        mind.runs.push({fromMs: job.fromMs, toMs: nowMs});
      } else {
        left.push(job);
      }
    }
    jobs = left;
    while (
      jobs.length < parallel &&
      mayStart(policy, mind, {nowMs, plan, window, running: jobs.length})
    ) {
      jobs.push(makeJob(random, nowMs));
      mind.blindJobs += 1;
    }
  }
  const counted = plan.endedWeeks.slice(Math.min(learnedWeeks, countedWeeks));
  outcome.utilisation =
    counted.reduce((sum, {used}) => sum + Math.min(used, 1), 0) / counted.length;
  return outcome;
}

/** 10 to 40 minutes and 3 to 6 % of five hours; large ones are seldom. */
function makeJob(random: () => number, nowMs: number): Job {
  const minutes = 10 + Math.floor(random() * 30);
  const share = 0.04 * fiveHourOfWeek * Math.exp(0.5 * normal(random) - 0.125);
  const steps = Math.ceil(minutes / stepMinutes);
  return {fromMs: nowMs, endsAtMs: nowMs + steps * stepMs, sharePerStep: share / steps};
}

/** What a real installation would have on its disk. */
interface Mind {
  readings: QuotaReading[];
  activeAtMs: number[];
  runs: {fromMs: number; toMs: number}[];
  blindJobs: number;
  lastLimitMs: number;
  /** Learned once a day, as the night begins. */
  learned: Learned | undefined;
}

interface Learned {
  night: Night;
  firstHourMs: number;
  habits: Habits;
}

function openMind(): Mind {
  return {
    readings: [],
    activeAtMs: [],
    runs: [],
    blindJobs: 0,
    lastLimitMs: 0,
    learned: undefined,
  };
}

function tell(
  mind: Mind,
  plan: Plan,
  {
    nowMs,
    telling,
    source,
    isLimited,
  }: {
    nowMs: number;
    telling: Telling;
    source: QuotaReading['source'];
    isLimited: boolean;
  },
): void {
  if (telling === 'not-by-runs' && source === 'run' && !isLimited) {
    return;
  }
  const figure = (used: number): number | null => {
    switch (telling) {
      case 'missing':
        return null;
      case 'half':
        return Math.round(used * 50) / 100;
      case 'stuck':
        return 0.1;
      default:
        return Math.round(used * 100) / 100;
    }
  };
  const {fiveHour, week} = plan;
  const isWeekFull = week.used >= 1;
  if (fiveHour !== undefined) {
    mind.readings.push({
      atMs: nowMs,
      window: 'five_hour',
      used: figure(fiveHour.used),
      resetsAtMs: fiveHour.resetsAtMs,
      isLimited: isLimited && !isWeekFull,
      source,
    });
  }
  mind.readings.push({
    atMs: nowMs,
    window: 'seven_day',
    used: figure(week.used),
    resetsAtMs: week.resetsAtMs,
    isLimited: isLimited && isWeekFull,
    source,
  });
  mind.lastLimitMs = isLimited ? nowMs : mind.lastLimitMs;
  if (telling !== 'missing') {
    mind.blindJobs = 0;
  }
}

function mayStart(
  policy: Policy,
  mind: Mind,
  {nowMs, plan, window, running}: {nowMs: number; plan: Plan; window: NightWindow; running: number},
): boolean {
  switch (policy) {
    case 'none':
      return false;
    case 'greedy':
      return !isRefused(plan);
    case 'fixed':
      return !isRefused(plan) && nightAt(nowMs, window).isOpen;
    case 'tierwise':
      return asTierwise(mind, {nowMs, window, running});
  }
}

/** A shell loop learns from the refusal itself. */
function isRefused({fiveHour, week}: Plan): boolean {
  return (fiveHour?.used ?? 0) >= 1 || week.used >= 1;
}

function asTierwise(
  mind: Mind,
  {nowMs, window, running}: {nowMs: number; window: NightWindow; running: number},
): boolean {
  const night = nightAt(nowMs, window);
  if (!night.isOpen) {
    return false;
  }
  const {firstHourMs, habits} = learn(mind, night);
  // The last few hundred readings hold all of a window that can change in a night.
  const outlook = lookAhead(
    {
      readings: mind.readings.slice(-200),
      activeAtMs: mind.activeAtMs.slice(-1),
      runs: mind.runs.slice(-100),
    },
    habits,
    nowMs,
  );
  return judgeStart({
    ...outlook,
    nowMs,
    night,
    isByHand: false,
    isOff: false,
    isStopped: false,
    isPaused: false,
    isMetered: false,
    firstHourMs,
    running,
    unseenJobs: running + outlook.unseenRuns,
    blindJobs: mind.blindJobs,
    wasLimitedLately: nowMs - mind.lastLimitMs < 7 * dayMs,
  }).may;
}

let lastNight: {night: Night; window: NightWindow} | undefined;

/** Reading the clock of a zone is slow, and the answer holds for hours. */
function nightAt(nowMs: number, window: NightWindow): Night {
  if (
    lastNight?.window !== window ||
    nowMs >= lastNight.night.endsAtMs ||
    nowMs < lastNight.night.startsAtMs - dayMs
  ) {
    lastNight = {night: findNight(window, zone, nowMs), window};
  }
  const {night} = lastNight;
  return {...night, isOpen: nowMs >= night.startsAtMs};
}

/** Once a night, from what has been seen until its start. */
function learn(mind: Mind, night: Night): Learned {
  if (mind.learned?.night.startsAtMs !== night.startsAtMs) {
    const nowMs = night.startsAtMs;
    const habits = learnHabits(
      {
        readings: mind.readings.filter(({atMs}) => atMs > nowMs - 60 * dayMs),
        activeAtMs: mind.activeAtMs.filter((atMs) => atMs > nowMs - 30 * dayMs),
        runs: mind.runs.filter(({toMs}) => toMs > nowMs - 60 * dayMs),
      },
      {zone, nowMs},
    );
    const firstHourMs = findFirstHour(habits.rhythm, {zone, nowMs});
    mind.learned = {night, firstHourMs, habits};
    mind.blindJobs = 0;
  }
  return mind.learned as Learned;
}
