import type {QuotaUse} from './quota-use.ts';

const weekMs = 7 * 24 * 60 * 60 * 1000;

/** Weeks that are looked at: the habits of a season ago are not those of today. */
const pastWeeks = 4;

/** Weeks differ, and four say little of the fifth. */
const margin = 1.25;

/**
 * How much of the week the person will probably still use in a stretch of time: the most that they
 * used in the same stretch of any of the last four weeks, and a quarter more. Before there is one whole week to look
 * at, nothing is known: null.
 * @param uses of the seven-day window.
 */
export function forecastUse(
  uses: readonly QuotaUse[],
  {fromMs, toMs}: {fromMs: number; toMs: number},
): number | null {
  const oldest = Math.min(...uses.map((use) => use.fromMs));
  const own = uses.filter(({by}) => by === 'user');
  let most: number | null = null;
  for (let back = 1; back <= pastWeeks && fromMs - back * weekMs >= oldest; back += 1) {
    const past = sumUse(own, {fromMs: fromMs - back * weekMs, toMs: toMs - back * weekMs});
    most = Math.max(most ?? 0, past);
  }
  return most === null ? null : most * margin;
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
