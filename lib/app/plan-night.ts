import {measureNight} from '../core/night/measure-night.ts';
import type {JobState} from '../core/queue/judge-jobs.ts';
import {compareJobs} from '../core/queue/order-jobs.ts';
import type {StartChoice} from '../core/quota/judge-start.ts';
import {learnHabits} from '../core/quota/learn-habits.ts';
import {gatherQuota} from './gather-quota.ts';
import {judgeNight} from './judge-night.ts';
import {judgeQueue} from './judge-queue.ts';
import type {NightOrder} from './night-state.ts';

/** What a night would do. */
export interface NightPlan {
  choice: StartChoice;
  /** ISO 8601. */
  closes: string;
  /** How many jobs it may still start. */
  left: number;
  jobs: {id: string; tier: string; text: string; cwd: string}[];
  leftOut: {id: string; state: JobState; because: string}[];
}

/** Says what a night would do now; starts nothing and writes nothing. */
export async function planNight({
  environment,
  zone,
  window,
  untilMs,
  maxJobs,
}: Omit<NightOrder, 'signal' | 'notify'>): Promise<NightPlan> {
  const nowMs = Date.now();
  const habits = learnHabits(gatherQuota(environment, nowMs), {zone, nowMs});
  const {night, choice} = judgeNight(environment, {
    ...{nowMs, zone, window, untilMs, habits, running: 0},
  });
  const jobs = await judgeQueue(environment, nowMs);
  const left = Math.max(0, maxJobs - measureNight(jobs, night.startsAtMs).started);
  const ready = jobs.filter(({state}) => state === 'ready');
  const leftOut = jobs.filter(({state}) => ['waiting', 'held', 'parked', 'paused'].includes(state));
  return {
    choice,
    closes: new Date(night.endsAtMs).toISOString(),
    left,
    jobs: ready
      .sort((one, other) => compareJobs(one.job, other.job))
      .slice(0, left)
      .map(({job}) => ({
        ...{id: job.id, tier: job.tier ?? 'auto', cwd: job.cwd},
        text: job.prompt ?? job.workflow ?? '',
      })),
    leftOut: leftOut.map(({job, state, because}) => ({id: job.id, state, because})),
  };
}
