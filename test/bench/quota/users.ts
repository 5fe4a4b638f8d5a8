/** A kind of user: when they work and how much of a week's quota they would like to use. */
export interface UserKind {
  name: string;
  /** By weekday from Sunday: the chance that they work. */
  days: readonly number[];
  /** Hours of the local day, which may go past 24; the spread is the standard deviation. */
  begins: number;
  ends: number;
  spread: number;
  /** Share of the week that they would like to use, in the mean. */
  weekly: number;
  /** When they want nights to work, in local hours; by default 22 to 6. */
  window?: {from: number; to: number};
}

const weekdays = (on: number, off: number) => [off, on, on, on, on, on, off];

export const userKinds: readonly UserKind[] = [
  {name: 'office', days: weekdays(0.95, 0.05), begins: 9, ends: 17.5, spread: 0.5, weekly: 0.5},
  {name: 'light', days: weekdays(0.6, 0.2), begins: 10, ends: 16, spread: 1, weekly: 0.15},
  {name: 'heavy', days: weekdays(1, 0.5), begins: 8.5, ends: 20, spread: 0.75, weekly: 0.95},
  {name: 'early bird', days: weekdays(0.9, 0.4), begins: 5.5, ends: 14, spread: 0.5, weekly: 0.45},
  {name: 'night owl', days: weekdays(0.9, 0.6), begins: 14, ends: 25.5, spread: 1.5, weekly: 0.5},
  {name: 'weekends', days: weekdays(0.3, 0.95), begins: 11, ends: 22, spread: 1, weekly: 0.35},
  {name: 'irregular', days: weekdays(0.6, 0.6), begins: 11, ends: 18, spread: 3.5, weekly: 0.4},
  {
    ...{name: 'night shift', days: weekdays(0.9, 0.2), begins: 21, ends: 29.5, spread: 0.75},
    ...{weekly: 0.45, window: {from: 9, to: 17}},
  },
];

/** Numbers from 0 to 1 that are the same for the same seed. */
export function seedRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/**
 * What a user would like to use in each step, as a share of the week; 0: they are not there.
 * Work comes in stretches of an hour or so, and weeks differ.
 */
export function makeDemand(
  kind: UserKind,
  {weeks, stepMinutes, seed}: {weeks: number; stepMinutes: number; seed: number},
): Float64Array {
  const random = seedRandom(seed);
  const stepsOfDay = (24 * 60) / stepMinutes;
  const demand = new Float64Array(weeks * 7 * stepsOfDay);
  for (let week = 0; week < weeks; week += 1) {
    const busy = Math.exp(0.25 * normal(random) - 0.03);
    const meanDays = kind.days.reduce((sum, chance) => sum + chance, 0);
    const perDay = (kind.weekly * busy) / meanDays;
    for (let day = 0; day < 7; day += 1) {
      if (random() >= (kind.days[day] ?? 0)) {
        continue;
      }
      const begins = kind.begins + kind.spread * normal(random);
      const ends = Math.max(begins + 1, kind.ends + kind.spread * normal(random));
      const from = Math.round((begins * 60) / stepMinutes);
      const to = Math.round((ends * 60) / stepMinutes);
      const today = perDay * Math.exp(0.3 * normal(random) - 0.045);
      // About 60 % of the steps are used: a person reads, eats and talks.
      let isBusy = true;
      for (let step = from; step < to; step += 1) {
        if (random() < 0.08) {
          isBusy = random() < 0.6;
        }
        const at = (week * 7 + day) * stepsOfDay + step;
        if (isBusy && at >= 0 && at < demand.length) {
          const share = (today / ((to - from) * 0.6)) * Math.exp(0.5 * normal(random) - 0.125);
          demand[at] = (demand[at] ?? 0) + share;
        }
      }
    }
  }
  return demand;
}
