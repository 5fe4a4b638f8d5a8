import {type Briefing, isNews, writeBriefing, writeShortBriefing} from '../core/night/briefing.ts';
import {sumUse} from '../core/quota/forecast-use.ts';
import {measureUse} from '../core/quota/measure-use.ts';
import {leaveBriefing, readToldTime} from '../edge/briefing-file.ts';
import type {Environment} from '../edge/environment.ts';
import {paths} from '../edge/paths.ts';
import {gatherQuota} from './gather-quota.ts';
import {judgeQueue} from './judge-queue.ts';

/** What became of the queue since a moment. */
export async function briefPerson(environment: Environment, sinceMs: number): Promise<Briefing> {
  const nowMs = Date.now();
  const {readings, runs} = gatherQuota(environment, nowMs);
  const uses = measureUse('seven_day', readings, runs).filter(({by}) => by === 'night');
  const hasFigures = readings.some(({window, used}) => window === 'seven_day' && used !== null);
  return writeBriefing(await judgeQueue(environment, nowMs), {
    sinceMs,
    weekUsedByNight: hasFigures ? sumUse(uses, {fromMs: sinceMs, toMs: nowMs}) : null,
  });
}

/** A person who was never told is told of a week. */
const firstMs = 7 * 24 * 60 * 60 * 1000;

/** Leaves a line for the next session, of everything since the person was told last. */
export async function leaveNews(environment: Environment): Promise<void> {
  const {queue} = paths(environment);
  const briefing = await briefPerson(environment, readToldTime(queue) ?? Date.now() - firstMs);
  if (isNews(briefing)) {
    await leaveBriefing(queue, writeShortBriefing(briefing));
  }
}
