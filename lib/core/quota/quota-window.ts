import {type QuotaReading, type WindowKind, windowMs} from './quota-reading.ts';

/** What is known of a window now. */
export type QuotaWindow =
  | {state: 'open'; used: number; resetsAtMs: number; readAtMs: number; isLimited: boolean}
  /** Its figure is not known, or not believed; the reset may be. */
  | {
      state: 'unknown';
      because: 'never-read' | 'no-figure' | 'figure-stands-still';
      resetsAtMs: number | null;
      isLimited: boolean;
    }
  /** It has ended since the last reading. Whether the next one is open, nobody has said. */
  | {state: 'over'; endedAtMs: number};

/** Clocks of two machines differ, and figures are rounded to the minute. */
const slackMs = 5 * 60 * 1000;

/** Runs of our own after which a figure that never moved is not believed: each costs something. */
const believedRuns = 8;

/**
 * Judges a window by what was read of it. Where readings differ the highest counts, since use only
 * grows within a window.
 * @param ownRunsEndedMs when runs of our own ended.
 * @param ceiling the figure at which requests are refused; 1 if the figures are right.
 */
export function judgeWindow(
  kind: WindowKind,
  readings: readonly QuotaReading[],
  {
    nowMs,
    ownRunsEndedMs,
    ceiling,
  }: {nowMs: number; ownRunsEndedMs: readonly number[]; ceiling: number},
): QuotaWindow {
  const own = readings.filter((each) => each.window === kind && isPlausible(each, nowMs));
  const resets = own.flatMap(({resetsAtMs}) => (resetsAtMs === null ? [] : [resetsAtMs]));
  if (resets.length === 0) {
    return {state: 'unknown', because: 'never-read', resetsAtMs: null, isLimited: false};
  }
  const resetsAtMs = Math.max(...resets);
  if (resetsAtMs <= nowMs) {
    return {state: 'over', endedAtMs: resetsAtMs};
  }
  const current = own.filter((each) => isOf(each, resetsAtMs));
  const isLimited = current.some((each) => each.isLimited);
  const figures = current.filter(hasFigure);
  if (figures.length === 0) {
    return {state: 'unknown', because: 'no-figure', resetsAtMs, isLimited};
  }
  if (standsStill(figures, ownRunsEndedMs)) {
    return {state: 'unknown', because: 'figure-stands-still', resetsAtMs, isLimited};
  }
  return {
    state: 'open',
    used: Math.max(...figures.map(({used}) => used)) / ceiling,
    resetsAtMs,
    readAtMs: Math.max(...figures.map(({atMs}) => atMs)),
    isLimited,
  };
}

type Figure = QuotaReading & {used: number};

function hasFigure(reading: QuotaReading): reading is Figure {
  return reading.used !== null;
}

/** A figure below 0 or far above 1, a time to come, a reset later than a whole window: no reading. */
function isPlausible({atMs, used, resetsAtMs, window}: QuotaReading, nowMs: number): boolean {
  return (
    atMs <= nowMs + slackMs &&
    (used === null || (used >= 0 && used <= 2)) &&
    (resetsAtMs === null ||
      (resetsAtMs >= atMs - slackMs && resetsAtMs <= atMs + windowMs[window] + slackMs))
  );
}

/** Read within the window that ends then. */
function isOf({atMs, resetsAtMs, window}: QuotaReading, endsAtMs: number): boolean {
  return resetsAtMs === null
    ? atMs > endsAtMs - windowMs[window]
    : Math.abs(resetsAtMs - endsAtMs) <= slackMs;
}

function standsStill(figures: readonly Figure[], ownRunsEndedMs: readonly number[]): boolean {
  const times = figures.map(({atMs}) => atMs);
  const first = Math.min(...times);
  const last = Math.max(...times);
  const runs = ownRunsEndedMs.filter((at) => at > first && at <= last).length;
  const shares = figures.map(({used}) => used);
  return runs >= believedRuns && Math.max(...shares) === Math.min(...shares);
}
