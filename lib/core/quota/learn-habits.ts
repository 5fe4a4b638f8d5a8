import {estimateJobShare} from './estimate-job-share.ts';
import {findCeiling} from './find-ceiling.ts';
import {findSpent, type SpentTime} from './find-spent.ts';
import {type Forecast, forecastHours, forecastWeek} from './forecast-use.ts';
import {measureUse} from './measure-use.ts';
import {type QuotaReading, windowMs} from './quota-reading.ts';
import type {OwnRun, QuotaUse} from './quota-use.ts';
import {judgeWindow, type QuotaWindow} from './quota-window.ts';
import {learnRhythm, type UserRhythm} from './user-rhythm.ts';

/** What an installation has seen, of the last weeks. */
export interface QuotaRecord {
  readings: readonly QuotaReading[];
  /** When the person did something. */
  activeAtMs: readonly number[];
  runs: readonly OwnRun[];
}

/** What it makes of that. Costly, and the same for hours: learned once a night. */
export interface Habits {
  rhythm: UserRhythm;
  /** Of the seven-day window. */
  weekUses: QuotaUse[];
  /** Of the five-hour window. */
  hourUses: QuotaUse[];
  /** When the week was used up before its end. */
  spent: SpentTime[];
  jobShare: {fiveHour: number; week: number};
  /** The figure at which requests are refused; 1 if the figures are right. */
  ceiling: number;
}

/** Guesses until there are runs to learn from: most jobs take less. */
const guess = {fiveHour: 0.06, week: 0.01};

export function learnHabits(
  {readings, activeAtMs, runs}: QuotaRecord,
  {zone, nowMs}: {zone: string; nowMs: number},
): Habits {
  const weekUses = measureUse('seven_day', readings, runs);
  const hourUses = measureUse('five_hour', readings, runs);
  const ceiling = findCeiling(readings, nowMs);
  const share = (uses: readonly QuotaUse[], first: number): number =>
    estimateJobShare(
      uses.filter(({by}) => by === 'night'),
      {runs: runs.length, guess: first},
    );
  return {
    rhythm: learnRhythm(activeAtMs, {zone, nowMs}),
    ...{weekUses, hourUses, ceiling},
    spent: findSpent(readings, ceiling),
    jobShare: {
      fiveHour: share(hourUses, guess.fiveHour),
      week: share(weekUses, guess.week),
    },
  };
}

/** Both windows as they stand, and what the habits say of the time to come. */
export interface Outlook {
  fiveHour: QuotaWindow;
  week: QuotaWindow;
  /** Of the week until its reset; null: unknown. */
  expectedOfWeek: Forecast | null;
  /** Of the five-hour window that is open, or that would be opened now. */
  expectedOfFiveHours: number;
  jobShare: {fiveHour: number; week: number};
  /** Own runs that ended after the last figure: their use is in no figure yet. */
  unseenRuns: number;
  /** When a figure came last; null: never. */
  lastFigureMs: number | null;
  lastActiveMs: number | null;
  wasLimitedLately: boolean;
}

const weekMs = 7 * 24 * 60 * 60 * 1000;

/** Figures that are too low are raised, and all that was measured by them. */
export function lookAhead(
  {readings, activeAtMs, runs}: QuotaRecord,
  {weekUses, hourUses, spent, jobShare, ceiling}: Habits,
  nowMs: number,
): Outlook {
  const ownRunsEndedMs = runs.map(({toMs}) => toMs);
  const seen = {nowMs, ownRunsEndedMs, ceiling};
  const week = judgeWindow('seven_day', readings, seen);
  const figures = readings.filter(({used}) => used !== null);
  const lastFigureMs = latest(figures.map(({atMs}) => atMs));
  const lastLimitMs = latest(readings.filter((each) => each.isLimited).map(({atMs}) => atMs));
  const fiveHour = judgeWindow('five_hour', readings, seen);
  const ofWeek =
    week.state === 'open'
      ? forecastWeek(weekUses, {fromMs: nowMs, toMs: week.resetsAtMs}, spent)
      : null;
  const closesMs = fiveHour.state === 'open' ? fiveHour.resetsAtMs : nowMs + windowMs.five_hour;
  return {
    fiveHour,
    week,
    expectedOfWeek: ofWeek && {most: ofWeek.most / ceiling, likely: ofWeek.likely / ceiling},
    expectedOfFiveHours: forecastHours(hourUses, {fromMs: nowMs, toMs: closesMs}) / ceiling,
    jobShare: {fiveHour: jobShare.fiveHour / ceiling, week: jobShare.week / ceiling},
    unseenRuns: countUnseen(runs, figures, lastFigureMs ?? 0),
    lastFigureMs,
    lastActiveMs: latest(activeAtMs),
    wasLimitedLately: lastLimitMs !== null && nowMs - lastLimitMs < weekMs,
  };
}

/**
 * Runs that ended after the last figure. One of them may have told it itself: a run is over only
 * when its check and its branch are.
 */
function countUnseen(
  runs: readonly OwnRun[],
  figures: readonly QuotaReading[],
  lastFigureMs: number,
): number {
  const later = runs.filter(({toMs}) => toMs > lastFigureMs);
  const isOurs = figures.some(({atMs, source}) => atMs === lastFigureMs && source === 'run');
  const hasTold = isOurs && later.some(({fromMs}) => fromMs <= lastFigureMs);
  return later.length - (hasTold ? 1 : 0);
}

function latest(times: readonly number[]): number | null {
  return times.reduce<number | null>((last, at) => Math.max(last ?? at, at), null);
}
