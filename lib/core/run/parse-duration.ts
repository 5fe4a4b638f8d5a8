/** `300ms`, `3s`, `5m`, `2h` in milliseconds; undefined: none of these, or nothing at all. */
export function parseDuration(text: string): number | undefined {
  const [, number, unit] = /^(\d{1,7})(ms|s|m|h)$/.exec(text.trim()) ?? [];
  const ms = Number(number) * (unitMs[unit as keyof typeof unitMs] ?? Number.NaN);
  return ms > 0 && ms <= longestMs ? ms : undefined;
}

const unitMs = {ms: 1, s: 1000, m: 60_000, h: 3_600_000};

/** Seven days. Node's timers end at 24.8 days, and no attempt should live that long. */
const longestMs = 7 * 24 * 3_600_000;
