import type {JobEnd} from '../core/night/job-end.ts';
import {findNight} from '../core/night/night-window.ts';
import {settleJob} from '../core/night/settle-job.ts';
import type {JudgedJob} from '../core/queue/judge-jobs.ts';
import {learnHabits} from '../core/quota/learn-habits.ts';
import type {Tier} from '../core/tier.ts';
import {paths} from '../edge/paths.ts';
import {aborted, pause} from '../edge/pause.ts';
import {identifySelf} from '../edge/process-identity.ts';
import {claimJob, findStored, listJobFiles, moveJob, recordJob} from '../edge/queue-folder.ts';
import {readQueueSwitches} from '../edge/queue-switch.ts';
import {appendOwnRun, pruneQuota} from '../edge/quota-file.ts';
import {isSwitchedOff} from '../edge/switches.ts';
import {checkTrust} from './check-trust.ts';
import {askMs, chooseNext, type Next} from './choose-next.ts';
import {dropJobCopy} from './drop-job-copy.ts';
import {dropLeftCopies} from './drop-left-copies.ts';
import {findJobTier} from './find-job-tier.ts';
import {gatherQuota} from './gather-quota.ts';
import {judgeQueue} from './judge-queue.ts';
import type {Night, NightOrder, NightReport, RunningJob, StartJob} from './night-state.ts';
import {settleQueue} from './settle-queue.ts';

/** Figures of a quarter can be looked at. */
const keptDays = 90;

/** How often the files that stop everything are looked at. */
const tickMs = 1000;

/**
 * Works the queue until the night is over or there is nothing that may start in it. Everything that
 * it knows lies on the disk, so a night that was killed is gone on with by the next one.
 */
export async function workNight(order: NightOrder, startJob: StartJob): Promise<NightReport> {
  const nowMs = Date.now();
  pruneQuota(paths(order.environment).quota, nowMs - keptDays * 24 * 60 * 60 * 1000);
  await dropLeftCopies(order.environment);
  const night: Night = {
    order,
    startJob,
    habits: learnHabits(gatherQuota(order.environment, nowMs), {zone: order.zone, nowMs}),
    running: new Map(),
    report: {jobs: [], costUsd: 0, because: 'nothing-to-do'},
    startsAtMs:
      order.untilMs === null ? findNight(order.window, order.zone, nowMs).startsAtMs : nowMs,
    ended: 0,
    passedOver: new Set(),
    tiers: new Map(),
    waitingFor: undefined,
    limitedUntilMs: 0,
  };
  for (;;) {
    const {ended} = night;
    const next = await startWhatMay(night);
    if ('end' in next && night.running.size === 0 && night.ended === ended) {
      return {...night.report, because: next.end};
    }
    await watchUntil(night, {ended, ms: 'askInMs' in next ? next.askInMs : askMs});
  }
}

/** Starts one job after the other, and says why no more will start, or in how many ms to ask again. */
async function startWhatMay(night: Night): Promise<Exclude<Next, {start: JudgedJob}>> {
  const {environment, signal} = night.order;
  for (const job of await settleQueue(environment)) {
    night.order.notify({about: 'interrupted', job});
  }
  for (;;) {
    if (signal.aborted) {
      return {end: 'interrupted'};
    }
    const nowMs = Date.now();
    const next = chooseNext(night, await judgeQueue(environment, nowMs), nowMs);
    if (!('start' in next)) {
      return next;
    }
    if (!(await begin(night, next.start))) {
      night.passedOver.add(next.start.job.id);
    }
    night.waitingFor = undefined;
  }
}

/** False: another process took it, or it may not run. */
async function begin(night: Night, {job}: JudgedJob): Promise<boolean> {
  const {environment} = night.order;
  const {queue} = paths(environment);
  const trust = await checkTrust(environment, job.cwd);
  const file = listJobFiles(queue).find(({id, place}) => id === job.id && place === 'pending');
  const held = trust.ok && file ? claimJob(queue, file, identifySelf()) : undefined;
  const stored = held && findStored(queue, job.id);
  if (!trust.ok || held === undefined || stored === undefined) {
    return false;
  }
  const control = new AbortController();
  const tier = findJobTier(stored, environment, night.tiers);
  const running: RunningJob = {
    ...{stored, file: held, tier, control},
    fromMs: Date.now(),
    thrownAwayUsd: 0,
    ended: Promise.resolve(),
  };
  night.running.set(job.id, running);
  night.order.notify({about: 'started', job: stored.job, tier});
  running.ended = night
    .startJob(stored, {
      folder: trust.value,
      tier,
      maxUsd: stored.job.max_usd - stored.history.spent_usd,
      signal: control.signal,
      begun: (run) => recordJob(queue, job.id, {event: 'started', run, tier}),
      thrownAway: (run, cost_usd) => {
        recordJob(queue, job.id, {event: 'thrown-away', run, cost_usd});
        running.thrownAwayUsd += cost_usd;
      },
    })
    .catch((error: unknown): JobEnd => failedByUs(tier, error))
    .then((end) => finish(night, running, end));
  return true;
}

/** A bug of ours must not take the night with it, nor the job. */
function failedByUs(tier: Tier, error: unknown): JobEnd {
  return {
    ...{status: 'failed', code: 'unexpected', run: null, tier, costUsd: 0, durationMs: 0},
    because: error instanceof Error ? error.message : String(error),
    ...{isFinal: true, branch: null},
  };
}

async function finish(
  night: Night,
  {stored, file, fromMs, thrownAwayUsd, control}: RunningJob,
  told: JobEnd,
): Promise<void> {
  const {environment} = night.order;
  const {queue, quota} = paths(environment);
  const {id} = stored.job;
  const end = control.signal.aborted ? endedByUs(told, String(control.signal.reason)) : told;
  const now = findStored(queue, id) ?? stored;
  const {fact, place} = settleJob(now, end);
  recordJob(queue, id, fact);
  moveJob(queue, file, place);
  appendOwnRun(quota, {fromMs, toMs: Date.now()});
  if (place === 'ended') {
    // Not sooner: until its end is written down, another night may have to keep its branch again.
    await dropJobCopy(environment, id);
  }
  night.running.delete(id);
  night.ended += 1;
  const costUsd = end.costUsd + thrownAwayUsd;
  night.report.costUsd += costUsd;
  night.report.jobs.push({job: id, status: end.status, because: end.because, costUsd});
  if (end.status === 'parked') {
    if (end.until === null) {
      night.passedOver.add(id);
    } else {
      night.limitedUntilMs = Math.max(night.limitedUntilMs, Date.parse(end.until));
    }
  }
  night.order.notify({about: 'ended', job: stored.job, end, isOver: place === 'ended'});
}

/** What we ended ourselves did not fail. */
function endedByUs(end: JobEnd, because: string): JobEnd {
  const {run, tier, costUsd, durationMs} = end;
  if (end.status === 'done') {
    return end;
  }
  const isUnchecked = end.status === 'parked' && end.isUnchecked;
  return {
    ...{status: 'parked', until: null, because, run, tier, costUsd, durationMs},
    ...(isUnchecked ? {isUnchecked} : {}),
  };
}

/** Looks once a second whether something has to end; returns when a job ended or `ms` are over. */
async function watchUntil(night: Night, {ended, ms}: {ended: number; ms: number}): Promise<void> {
  const {signal} = night.order;
  const endMs = Date.now() + ms;
  while (night.ended === ended && Date.now() < endMs) {
    const all = [...night.running.values()];
    endWhatMust(night, all);
    if (signal.aborted && all.length === 0) {
      return;
    }
    await pause(
      Math.min(tickMs, Math.max(1, endMs - Date.now())),
      ...(signal.aborted ? [] : [aborted(signal)]),
      ...all.map((job) => job.ended),
    );
  }
}

function endWhatMust({order}: Night, jobs: readonly RunningJob[]): void {
  const {queue} = paths(order.environment);
  if (order.signal.aborted) {
    endAll(jobs, 'you stopped the night');
  } else if (isSwitchedOff(order.environment)) {
    endAll(jobs, 'tierwise was switched off');
  } else if (readQueueSwitches(queue).isStopped) {
    endAll(jobs, 'the file "stop" lies in the queue folder');
  } else if (isNightOver(order)) {
    endAll(jobs, 'the night was over');
  }
  for (const {stored, control} of jobs) {
    if (!control.signal.aborted && findStored(queue, stored.job.id)?.history.isCancelAsked) {
      control.abort('you cancelled it');
    }
  }
}

function endAll(jobs: readonly RunningJob[], because: string): void {
  for (const {control} of jobs) {
    if (!control.signal.aborted) {
      control.abort(because);
    }
  }
}

function isNightOver({zone, window, untilMs}: NightOrder): boolean {
  const nowMs = Date.now();
  return untilMs === null ? !findNight(window, zone, nowMs).isOpen : nowMs >= untilMs;
}
