const units: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};

/** `90s`, `5m`, `1h30m`: parts from large to small. */
export const durationPattern = /^(?:\d+h)?(?:\d+m(?!s))?(?:\d+s)?(?:\d+ms)?$/;

/** The longest that anything of ours waits: a week. */
const longestMs = 7 * 24 * 3_600_000;

/** Milliseconds, or undefined for a text that is no duration, is 0 or is longer than a week. */
export function parseDuration(text: string): number | undefined {
  const trimmed = text.trim();
  if (trimmed.length > 40 || !durationPattern.test(trimmed)) {
    return undefined;
  }
  const parts = [...trimmed.matchAll(/(\d+)(ms|[smh])/g)];
  const sum = parts.reduce(
    (total, [, count, unit]) => total + Number(count) * (units[unit ?? ''] ?? 0),
    0,
  );
  return sum > 0 && sum <= longestMs ? sum : undefined;
}

/** `90 s` for a person: `1m30s`. */
export function writeDuration(ms: number): string {
  if (ms < 1000) {
    return `${Math.round(ms)}ms`;
  }
  const seconds = Math.round(ms / 1000);
  const parts = [
    [Math.floor(seconds / 3600), 'h'],
    [Math.floor(seconds / 60) % 60, 'm'],
    [seconds % 60, 's'],
  ] as const;
  return parts.map(([count, unit]) => (count > 0 ? `${count}${unit}` : '')).join('');
}
