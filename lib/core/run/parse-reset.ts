/**
 * The moment that "resets 10:09am (UTC)" names: the next one at or after now, ISO 8601. undefined
 * when the text names none, or names it in a time zone whose offset we would have to guess.
 * @param now ISO 8601.
 */
export function parseReset(text: string, now: string): string | undefined {
  const [, hour = '', minute = '0', half = '', zone] =
    /resets (?:at )?(\d{1,2})(?::(\d\d))?\s*([ap]m)?\s*\(([\w/+-]+)\)/i.exec(text) ?? [];
  if (zone === undefined || !['utc', 'gmt', 'etc/utc'].includes(zone.toLowerCase())) {
    return undefined;
  }
  const hours = (Number(hour) % (half === '' ? 24 : 12)) + (half.toLowerCase() === 'pm' ? 12 : 0);
  const today = Date.parse(`${now.slice(0, 10)}T00:00:00Z`);
  const moment = today + (hours * 60 + Number(minute)) * 60_000;
  return new Date(moment < Date.parse(now) - 60_000 ? moment + dayMs : moment).toISOString();
}

const dayMs = 24 * 60 * 60 * 1000;
