import {measureNight} from '../core/night/measure-night.ts';
import {parallelJobs} from '../core/night/night-limits.ts';
import {chooseJob} from '../core/queue/choose-job.ts';
import type {JudgedJob, StoredJob} from '../core/queue/judge-jobs.ts';
import type {StartChoice} from '../core/quota/judge-start.ts';
import type {Tier} from '../core/tier.ts';
import {findJobTier} from './find-job-tier.ts';
import {judgeNight} from './judge-night.ts';
import type {Night, NightEnd} from './night-state.ts';

/** How often it is asked again whether a job may start: the figures are read anew for it. */
export const askMs = 15_000;

/** The job to start now, in how many ms to ask again, or why no more will start in this night. */
export type Next = {start: JudgedJob} | {askInMs: number} | {end: NightEnd};

/** @param jobs all of the queue, as they stand. */
export function chooseNext(night: Night, jobs: readonly JudgedJob[], nowMs: number): Next {
  if (measureNight(jobs, night.startsAtMs).started >= night.order.maxJobs) {
    return {end: 'jobs-reached'};
  }
  const {choice, endsAtMs} = askWhetherOneMay(night, jobs, nowMs);
  const job = choice.may ? choose(night, {jobs, nowMs, endsAtMs}) : undefined;
  if (choice.may && job !== undefined) {
    return {start: job};
  }
  const next = choice.may
    ? endOf(night, {jobs, nowMs, endsAtMs})
    : refusalOf(night, choice, endsAtMs);
  return typeof next === 'number' ? {askInMs: next} : {end: next};
}

function askWhetherOneMay(
  night: Night,
  jobs: readonly JudgedJob[],
  nowMs: number,
): {choice: StartChoice; endsAtMs: number} {
  const {environment, zone, window, untilMs} = night.order;
  const running = jobs.filter(({place}) => place === 'running').length;
  const view = judgeNight(environment, {
    ...{nowMs, zone, window, untilMs, running},
    ...{habits: night.habits, startsAtMs: night.startsAtMs},
  });
  if (view.choice.may && night.limitedUntilMs > nowMs) {
    const choice = {may: false, because: 'limited', untilMs: night.limitedUntilMs} as const;
    return {choice, endsAtMs: view.night.endsAtMs};
  }
  return {choice: view.choice, endsAtMs: view.night.endsAtMs};
}

/** A number: it is worth waiting for, within this night. */
function refusalOf(
  night: Night,
  {because, untilMs}: Extract<StartChoice, {may: false}>,
  endsAtMs: number,
): NightEnd | number {
  const passes = untilMs === null ? because === 'week-kept-for-you' : untilMs < endsAtMs;
  const isWorthIt = passes && because !== 'outside-the-window';
  if (isWorthIt || night.running.size > 0) {
    if (night.waitingFor !== because) {
      night.waitingFor = because;
      night.order.notify({about: 'waiting', because, untilMs});
    }
    return soon(untilMs);
  }
  return because;
}

/** Nothing fits now. A number: something that runs, waits or is parked may still come in time. */
function endOf(
  night: Night,
  {jobs, nowMs, endsAtMs}: {jobs: readonly JudgedJob[]; nowMs: number; endsAtMs: number},
): NightEnd | number {
  const open = jobs.filter(({job}) => !night.passedOver.has(job.id));
  const times = open
    .filter(({state}) => state === 'waiting' || state === 'parked')
    .flatMap(({job, history}) => [job.not_before, history.parked?.until ?? undefined])
    .map((time) => Date.parse(time ?? ''))
    .filter((at) => at > nowMs && at < endsAtMs);
  if (night.running.size > 0 || times.length > 0) {
    return soon(Math.min(...times));
  }
  const isPoor = open.some(
    ({state, job}) => state === 'ready' && job.max_usd > leftUsd(night, jobs),
  );
  return isPoor ? 'money-reached' : 'nothing-to-do';
}

/** In how many ms to ask again: at a known time, or once in a while. */
function soon(atMs: number | null): number {
  return Math.min(askMs, Math.max(0, (atMs ?? Number.POSITIVE_INFINITY) - Date.now()) + 1);
}

function choose(
  night: Night,
  {jobs, nowMs, endsAtMs}: {jobs: readonly JudgedJob[]; nowMs: number; endsAtMs: number},
): JudgedJob | undefined {
  const {environment} = night.order;
  const tierOf = (stored: StoredJob): Tier => findJobTier(stored, environment, night.tiers);
  const running = {haiku: 0, sonnet: 0, opus: 0, stay: 0};
  // Those of other processes count, too: the plan is one.
  for (const stored of jobs) {
    if (stored.place === 'running') {
      running[tierOf(stored)] += 1;
    }
  }
  return chooseJob({
    ...{jobs, nowMs, endsAtMs, tierOf, running},
    leftUsd: leftUsd(night, jobs),
    parallel: parallelJobs,
    passedOver: night.passedOver,
  });
}

/** What runs is counted with all that it may spend. */
function leftUsd({order, startsAtMs}: Night, jobs: readonly JudgedJob[]): number {
  const {costUsd, heldUsd} = measureNight(jobs, startsAtMs);
  return order.maxUsd - costUsd - heldUsd;
}
