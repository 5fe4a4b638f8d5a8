/** Percentiles of any number of values in memory that does not grow. */
export interface Histogram {
  add: (ms: number) => void;
  count: () => number;
  /** The smallest value that `share` (0 to 1) of all values do not exceed; undefined: no values. */
  percentile: (share: number) => number | undefined;
}

/** Milliseconds to a tenth, up to 10 s; anything longer counts as 10 s. */
export function makeHistogram(): Histogram {
  const steps = new Uint32Array(maxMs * stepsPerMs + 1);
  let count = 0;
  return {
    add: (ms) => {
      const step = Math.min(steps.length - 1, Math.max(0, Math.round(ms * stepsPerMs)));
      steps[step] = (steps[step] as number) + 1;
      count += 1;
    },
    count: () => count,
    percentile: (share) => {
      let left = Math.max(1, Math.ceil(count * share));
      const step = steps.findIndex((each) => {
        left -= each;
        return left <= 0;
      });
      return step === -1 ? undefined : step / stepsPerMs;
    },
  };
}

const maxMs = 10_000;
const stepsPerMs = 10;
