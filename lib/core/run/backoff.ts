const firstMs = 2_000;
const longestMs = 60_000;

/**
 * How long to wait before the given retry (1 is the first), in milliseconds: doubled each time, and
 * anywhere in the upper half of that, so that many runs do not come back at the same moment.
 * @param random From 0 to 1.
 */
export function backoffMs(retry: number, random: number): number {
  const full = Math.min(firstMs * 2 ** (retry - 1), longestMs);
  return Math.round(full / 2 + (full / 2) * random);
}
