import type {Result} from '../core/failure/failure.ts';
import {carryVariables} from '../core/night/carry-variables.ts';
import {measureNight, type NightUse} from '../core/night/measure-night.ts';
import {type NightCaps, nightCaps} from '../core/night/night-limits.ts';
import {defaultWindow, type NightWindow, writeNightWindow} from '../core/night/night-window.ts';
import {
  addCronLine,
  findNextStart,
  type ScheduleFile,
  type ScheduleOrder,
  type Scheduler,
  writeScheduleFiles,
} from '../core/night/schedule.ts';
import type {JudgedJob} from '../core/queue/judge-jobs.ts';
import type {StartChoice} from '../core/quota/judge-start.ts';
import {learnHabits} from '../core/quota/learn-habits.ts';
import type {Environment} from '../edge/environment.ts';
import {localZone} from '../edge/local-zone.ts';
import {
  findSchedules,
  installSchedule,
  listSchedulers,
  type Refusal,
  type Schedule,
  uninstallSchedule,
} from '../edge/scheduler.ts';
import {gatherQuota} from './gather-quota.ts';
import {judgeNight} from './judge-night.ts';
import {judgeQueue} from './judge-queue.ts';

export interface ScheduleReport {
  scheduler: Scheduler;
  /** What it reads; of cron, the line. */
  files: ScheduleFile[];
  next_start: string;
  /** Names of secrets of this shell that a night will not have. */
  withheld: string[];
  isDryRun: boolean;
}

/** Has the machine start nights by itself. */
export async function installNight(
  environment: Environment,
  {
    asked,
    window,
    caps,
    node,
    program,
    isDryRun,
  }: {
    asked: Scheduler | undefined;
    window: NightWindow;
    caps: NightCaps;
    node: string;
    program: string;
    isDryRun: boolean;
  },
): Promise<Result<ScheduleReport>> {
  const available = await listSchedulers(environment);
  const scheduler = asked ?? available[0];
  if (scheduler === undefined || (!isDryRun && !available.includes(scheduler))) {
    const name = scheduler ?? 'scheduler';
    return {ok: false, failure: {code: 'scheduler-not-here', scheduler: name, available}};
  }
  const {carried, withheld} = carryVariables(environment);
  const order: ScheduleOrder = {node, program, window, caps, environment: carried};
  const refusal = isDryRun ? undefined : await installSchedule(scheduler, order, environment);
  const files =
    scheduler === 'cron'
      ? [{path: 'crontab', text: addCronLine('', order)}]
      : writeScheduleFiles(scheduler, order);
  const next = findNextStart(window, localZone(), Date.now());
  const next_start = new Date(next).toISOString();
  return resultOf(refusal, {scheduler, files, next_start, withheld, isDryRun});
}

/** Takes out whatever was installed. */
export async function uninstallNight(
  environment: Environment,
): Promise<Result<{removed: Scheduler[]}>> {
  const removed = (await findSchedules(environment)).map(({scheduler}) => scheduler);
  for (const scheduler of removed) {
    const refusal = await uninstallSchedule(scheduler, environment);
    if (refusal !== undefined) {
      return resultOf(refusal, {removed});
    }
  }
  return {ok: true, value: {removed}};
}

export interface NightStatus {
  installed: Scheduler[];
  /** Of an installed one. */
  next_start: string | null;
  /** The one that was asked about, else the one that nights are set up with. */
  window: string;
  window_opens: string;
  window_closes: string;
  is_open: boolean;
  would_run_now: boolean;
  because: StartChoice['because'] | 'nothing-to-do' | 'jobs-reached' | 'money-reached';
  /** When asking again makes sense; null: nobody knows. */
  until: string | null;
  ready: number;
  held: number;
}

/** When a night would run next, and whether one would do anything now. */
export async function readNightStatus(
  environment: Environment,
  asked: NightWindow | undefined,
): Promise<NightStatus> {
  const nowMs = Date.now();
  const zone = localZone();
  const schedules = await findSchedules(environment);
  const window = asked ?? windowOf(schedules);
  const habits = learnHabits(gatherQuota(environment, nowMs), {zone, nowMs});
  const {night, choice} = judgeNight(environment, {
    ...{nowMs, zone, window, untilMs: null, habits, running: 0},
  });
  const jobs = await judgeQueue(environment, nowMs);
  const ready = jobs.filter(({state}) => state === 'ready');
  const end = choice.may
    ? findEnd(ready, {caps: capsOf(schedules), use: measureNight(jobs, night.startsAtMs)})
    : undefined;
  const write = (atMs: number): string => new Date(atMs).toISOString();
  return {
    installed: schedules.map(({scheduler}) => scheduler),
    next_start: schedules.length === 0 ? null : write(findNextStart(window, zone, nowMs)),
    window: writeNightWindow(window),
    window_opens: write(night.startsAtMs),
    window_closes: write(night.endsAtMs),
    is_open: night.isOpen,
    would_run_now: choice.may && end === undefined,
    because: end ?? choice.because,
    until: choice.may || choice.untilMs === null ? null : write(choice.untilMs),
    ready: ready.length,
    held: jobs.filter(({state}) => state === 'held').length,
  };
}

/** Why a night that may start a job would find none; undefined: it would find one. */
function findEnd(
  ready: readonly JudgedJob[],
  {caps, use}: {caps: NightCaps; use: NightUse},
): 'nothing-to-do' | 'jobs-reached' | 'money-reached' | undefined {
  const leftUsd = caps.maxUsd - use.costUsd - use.heldUsd;
  return ready.length === 0
    ? 'nothing-to-do'
    : use.started >= caps.maxJobs
      ? 'jobs-reached'
      : ready.every(({job}) => job.max_usd > leftUsd)
        ? 'money-reached'
        : undefined;
}

function capsOf([schedule]: readonly Schedule[]): NightCaps {
  return schedule?.caps ?? nightCaps;
}

/** The window in which nights are started here; the usual one where none are. */
export async function findInstalledWindow(environment: Environment): Promise<NightWindow> {
  return windowOf(await findSchedules(environment));
}

function windowOf(schedules: readonly Schedule[]): NightWindow {
  return schedules.find(({window}) => window !== undefined)?.window ?? defaultWindow;
}

function resultOf<Value>(refusal: Refusal, value: Value): Result<Value> {
  return refusal === undefined
    ? {ok: true, value}
    : {ok: false, failure: {code: 'scheduler-failed', ...refusal}};
}
