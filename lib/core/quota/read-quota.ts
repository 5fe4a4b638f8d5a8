import {isRecord} from '../guard.ts';
import {parseRecord} from '../parse-record.ts';
import {type QuotaReading, type WindowKind, windowKinds} from './quota-reading.ts';

/** A line of our own run's stream: `rate_limit_event`. 2.1.197 tells no figures, only the reset. */
export function readRunLimits(line: string, atMs: number): QuotaReading[] {
  const event = parseRecord(line);
  const info = event?.type === 'rate_limit_event' ? event.rate_limit_info : undefined;
  if (!isRecord(info)) {
    return [];
  }
  const windows = isRecord(info.unifiedWindows) ? info.unifiedWindows : {};
  return windowKinds.flatMap((window) => {
    const told = windows[window];
    const isNamed = info.rateLimitType === window;
    if (!isRecord(told) && !isNamed) {
      return [];
    }
    const {utilization, resetsAt, status} = isRecord(told) ? told : info;
    return [
      {
        atMs,
        window,
        used: readShare(utilization),
        resetsAtMs: readSeconds(resetsAt),
        isLimited: status === 'rejected' || (isNamed && info.status === 'rejected'),
        source: 'run' as const,
      },
    ];
  });
}

/** What the status line gets: percentages, and seconds since 1970. */
export function readStatusLine(input: unknown, atMs: number): QuotaReading[] {
  const limits = isRecord(input) && isRecord(input.rate_limits) ? input.rate_limits : {};
  return windowKinds.flatMap((window) => {
    const told = limits[window];
    return isRecord(told)
      ? [
          {
            ...{atMs, window, isLimited: false, source: 'status-line' as const},
            used: readPercent(told.used_percentage),
            resetsAtMs: readSeconds(told.resets_at),
          },
        ]
      : [];
  });
}

/** The end of a turn as the mod writes it down: percentages, and a time. */
export function readTurnEnd(line: string): QuotaReading[] {
  const event = parseRecord(line);
  const atMs = readTime(event?.at);
  if (event?.event !== 'turn-end' || atMs === null || !Array.isArray(event.quota)) {
    return [];
  }
  return event.quota.filter(isRecord).flatMap(({kind, percent_used, resets_at}) => {
    const window = windowKinds.find((each) => each === kind);
    return window === undefined
      ? []
      : [
          {
            ...{atMs, window: window as WindowKind, isLimited: false, source: 'mod' as const},
            used: readPercent(percent_used),
            resetsAtMs: readTime(resets_at) ?? readSeconds(resets_at),
          },
        ];
  });
}

/** One of our own lines in the quota folder. */
export function readStoredReading(value: unknown): QuotaReading | undefined {
  if (!isRecord(value)) {
    return undefined;
  }
  const {at, used, resets_at, limited, source} = value;
  const atMs = readTime(at);
  const window = windowKinds.find((each) => each === value.window);
  return atMs === null || window === undefined
    ? undefined
    : {
        ...{atMs, window, isLimited: limited === true},
        used: readShare(used),
        resetsAtMs: readTime(resets_at),
        source: source === 'status-line' || source === 'mod' ? source : 'run',
      };
}

/** A reading as one line of ours: whole percents say all that there is. */
export function writeReading(reading: QuotaReading): string {
  const {atMs, window, used, resetsAtMs, isLimited, source} = reading;
  return JSON.stringify({
    at: new Date(atMs).toISOString(),
    window,
    used,
    resets_at: resetsAtMs === null ? null : new Date(resetsAtMs).toISOString(),
    ...(isLimited ? {limited: true} : {}),
    source,
  });
}

function readShare(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

function readPercent(value: unknown): number | null {
  const percent = readShare(value);
  return percent === null ? null : percent / 100;
}

/** Beyond these a number is no time that a Date can hold, or is in milliseconds. */
function readSeconds(value: unknown): number | null {
  const seconds = readShare(value);
  return seconds !== null && seconds > 1e9 && seconds < 1e11 ? seconds * 1000 : null;
}

function readTime(value: unknown): number | null {
  const atMs = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(atMs) ? null : atMs;
}
