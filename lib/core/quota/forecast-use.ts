import type {SpentTime} from './find-spent.ts';
import type {QuotaUse} from './quota-use.ts';

const dayMs = 24 * 60 * 60 * 1000;
const weekMs = 7 * dayMs;

/** Weeks that are looked at: the habits of a season ago are not those of today. */
const pastWeeks = 4;

/** Weeks differ, and few say little of the next one: one may be doubled, four get a quarter more. */
const marginOf = (seen: number): number => 1 + 1 / seen;

/** What the person will probably use in a stretch of time, as a share of the window. */
export interface Forecast {
  /** The most that it may come to. */
  most: number;
  /** What it comes to as a rule. */
  likely: number;
}

/**
 * How much of the week the person will use in a stretch of time, from the same stretch of the last
 * four weeks: their mean; and the most of any with a margin, on the last day at least as much as
 * in these hours of any day. Hours in which a week was used up count as if the person had gone on
 * at that week's pace. Before there is one whole week to look at, nothing is known: null.
 * @param uses of the seven-day window.
 */
export function forecastWeek(
  uses: readonly QuotaUse[],
  stretch: {fromMs: number; toMs: number},
  spent: readonly SpentTime[] = [],
): Forecast | null {
  const oldest = Math.min(...uses.map((use) => use.fromMs));
  const own = uses.filter(({by}) => by === 'user');
  const past: number[] = [];
  for (let back = 1; back <= pastWeeks && stretch.fromMs - back * weekMs >= oldest; back += 1) {
    const then = shift(stretch, back * weekMs);
    past.push(sumUse(own, then) + sumUnseen(own, then, spent));
  }
  if (past.length === 0) {
    return null;
  }
  const most = Math.max(...past) * marginOf(past.length);
  const isLastDay = stretch.toMs - stretch.fromMs <= dayMs;
  return {
    most: isLastDay
      ? Math.max(most, findHighestDay(uses, stretch))
      : hasLostDays(spent, stretch.fromMs)
        ? 1
        : most,
    likely: past.reduce((sum, use) => sum + use, 0) / past.length,
  };
}

/**
 * The most of a five-hour window that the person used in these hours on any of the last 28 days, and
 * a quarter more: such a window is a matter of hours, whatever the weekday.
 * @param uses of the five-hour window.
 */
export function forecastHours(
  uses: readonly QuotaUse[],
  stretch: {fromMs: number; toMs: number},
): number {
  return findHighestDay(uses, stretch) * marginOf(pastWeeks);
}

/** The most that was used in these hours on any of the last 28 days. */
function findHighestDay(
  uses: readonly QuotaUse[],
  stretch: {fromMs: number; toMs: number},
): number {
  const days = new Float64Array(pastWeeks * 7 + 1);
  for (const use of uses) {
    // Of the days before, only one or two can hold it: months are looked through at each start.
    const last = Math.ceil((stretch.toMs - use.fromMs) / dayMs);
    for (let day = Math.max(1, last - 1); day <= last && use.by === 'user'; day += 1) {
      days[day] = (days[day] ?? 0) + sumUse([use], shift(stretch, day * dayMs));
    }
  }
  return Math.max(...days);
}

/** Who lately lost a day or more of a week to its limit has nothing to spare before the last day. */
function hasLostDays(spent: readonly SpentTime[], nowMs: number): boolean {
  return spent.some(
    ({fromMs, toMs}) => toMs <= nowMs && toMs > nowMs - pastWeeks * weekMs && toMs - fromMs > dayMs,
  );
}

function shift({fromMs, toMs}: {fromMs: number; toMs: number}, byMs: number) {
  return {fromMs: fromMs - byMs, toMs: toMs - byMs};
}

/** What the person would have used in the part of a stretch in which nothing was left. */
function sumUnseen(
  own: readonly QuotaUse[],
  {fromMs, toMs}: {fromMs: number; toMs: number},
  spent: readonly SpentTime[],
): number {
  return spent.reduce((sum, each) => {
    const inside = Math.min(each.toMs, toMs) - Math.max(each.fromMs, fromMs);
    const seenMs = each.fromMs - each.weekFromMs;
    if (inside <= 0 || seenMs <= 0) {
      return sum;
    }
    const pace = sumUse(own, {fromMs: each.weekFromMs, toMs: each.fromMs}) / seenMs;
    return sum + pace * inside;
  }, 0);
}

/** The share that was used in a stretch; of a rise that reaches out of it, the part inside. */
export function sumUse(
  uses: readonly QuotaUse[],
  {fromMs, toMs}: {fromMs: number; toMs: number},
): number {
  return uses.reduce((sum, use) => {
    const inside = Math.min(use.toMs, toMs) - Math.max(use.fromMs, fromMs);
    const length = use.toMs - use.fromMs;
    return inside <= 0 ? sum : sum + use.share * (length <= 0 ? 1 : inside / length);
  }, 0);
}
