/** A wall clock of some zone. */
export interface LocalTime {
  year: number;
  /** 1 to 12. */
  month: number;
  day: number;
  /** 0 to 23. */
  hour: number;
  minute: number;
  second: number;
}

export type LocalDay = Pick<LocalTime, 'year' | 'month' | 'day'>;

const dayMs = 24 * 60 * 60 * 1000;

/** What the clocks of a zone (`Europe/Berlin`) show at an instant. @throws for an unknown zone. */
export function toLocalTime(instantMs: number, zone: string): LocalTime {
  const parts = formatterOf(zone).formatToParts(instantMs);
  const read = (type: string): number =>
    Number(parts.find((part) => part.type === type)?.value ?? Number.NaN);
  return {
    year: read('year'),
    month: read('month'),
    day: read('day'),
    hour: read('hour'),
    minute: read('minute'),
    second: read('second'),
  };
}

/**
 * The instant at which the clocks of a zone show a minute of a day. A time that they show twice is
 * the first of the two; one that they skip counts as that much later.
 */
export function toInstant({year, month, day}: LocalDay, minuteOfDay: number, zone: string): number {
  const wanted = Date.UTC(year, month - 1, day, 0, minuteOfDay);
  const before = wanted - offsetOf(wanted - dayMs, zone);
  const after = wanted - offsetOf(wanted + dayMs, zone);
  const matches = [before, after].filter((at) => at + offsetOf(at, zone) === wanted);
  return matches.length > 0 ? Math.min(...matches) : before;
}

export function addDays({year, month, day}: LocalDay, days: number): LocalDay {
  const date = new Date(Date.UTC(year, month - 1, day + days));
  return {year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate()};
}

/** 0 is Sunday. */
export function weekdayOf({year, month, day}: LocalDay): number {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay();
}

/** How far the clocks of the zone are ahead of UTC. */
function offsetOf(instantMs: number, zone: string): number {
  const {year, month, day, hour, minute, second} = toLocalTime(instantMs, zone);
  const shown = Date.UTC(year, month - 1, day, hour, minute, second);
  return shown - Math.floor(instantMs / 1000) * 1000;
}

/** Making one takes a hundred times as long as using it. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known !== undefined) {
    return known;
  }
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formatters.set(zone, made);
  return made;
}
