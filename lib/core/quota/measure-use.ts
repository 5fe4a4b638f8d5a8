import type {QuotaReading, WindowKind} from './quota-reading.ts';
import type {OwnRun, QuotaUse} from './quota-use.ts';

/** Resets that differ by less are the same: figures are rounded to the minute. */
const slackMs = 5 * 60 * 1000;

const hourMs = 60 * 60 * 1000;

/**
 * The rises of a window's figure, hour by hour. A rise that came while a run of our own was at
 * work is the night's, any other the person's. What was used before a window's first reading came
 * since the window's start, and nobody saw when: it is left out.
 */
export function measureUse(
  kind: WindowKind,
  readings: readonly QuotaReading[],
  runs: readonly OwnRun[],
): QuotaUse[] {
  const isOurs = findOwner(runs);
  const uses: QuotaUse[] = [];
  let last: Figure | undefined;
  for (const figure of listFigures(kind, readings)) {
    const isSameWindow =
      last !== undefined && Math.abs(figure.resetsAtMs - last.resetsAtMs) <= slackMs;
    if (isSameWindow && last !== undefined && figure.used > last.used) {
      const stretch = {fromMs: last.atMs, toMs: figure.atMs};
      const by = isOurs(stretch) ? 'night' : 'user';
      addUse(uses, {...stretch, share: figure.used - last.used, by});
    }
    // A lower figure of an older answer does not make the next one a rise.
    if (!isSameWindow || last === undefined || figure.used >= last.used) {
      last = figure;
    }
  }
  return uses;
}

interface Figure {
  atMs: number;
  used: number;
  resetsAtMs: number;
}

function listFigures(kind: WindowKind, readings: readonly QuotaReading[]): Figure[] {
  return readings
    .flatMap(({window, atMs, used, resetsAtMs}) =>
      window === kind && used !== null && resetsAtMs !== null ? [{atMs, used, resetsAtMs}] : [],
    )
    .sort((left, right) => left.atMs - right.atMs);
}

/** Rises of one hour and one cause become one: months of them are looked through at each start. */
function addUse(uses: QuotaUse[], use: QuotaUse): void {
  const last = uses.at(-1);
  const hourOf = (atMs: number): number => Math.floor(atMs / hourMs);
  if (last !== undefined && last.by === use.by && hourOf(last.fromMs) === hourOf(use.toMs)) {
    last.toMs = use.toMs;
    last.share += use.share;
  } else {
    uses.push(use);
  }
}

/** Asked with stretches in the order of time, it passes over each run once. */
function findOwner(runs: readonly OwnRun[]): (stretch: OwnRun) => boolean {
  const busy: OwnRun[] = [];
  for (const {fromMs, toMs} of [...runs].sort((left, right) => left.fromMs - right.fromMs)) {
    const last = busy.at(-1);
    if (last !== undefined && fromMs <= last.toMs) {
      last.toMs = Math.max(last.toMs, toMs);
    } else {
      busy.push({fromMs, toMs});
    }
  }
  let at = 0;
  return ({fromMs, toMs}) => {
    while (at < busy.length && (busy[at]?.toMs ?? 0) < fromMs) {
      at += 1;
    }
    return (busy[at]?.fromMs ?? Number.POSITIVE_INFINITY) <= toMs;
  };
}
