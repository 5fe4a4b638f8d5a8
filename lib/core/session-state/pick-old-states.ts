export interface StateAge {
  session: string;
  /** When any file of the session was last written, ISO 8601: by the file system's clock. */
  writtenAt: string;
  /** When its state was last changed, by the clock of whoever changed it; null: it cannot be read. */
  updatedAt: string | null;
}

/** The sessions that nobody has touched since `cutoff` (ISO 8601), by either of their two times. */
export function pickOldStates(ages: readonly StateAge[], cutoff: string): string[] {
  return ages
    .filter(({writtenAt, updatedAt}) => writtenAt < cutoff && (updatedAt ?? '') < cutoff)
    .map(({session}) => session);
}

/**
 * Whether the clock can be trusted to tell old from young without anybody being asked. When every
 * other state looks old, it may as well have jumped ahead; the one that is written now will vouch
 * for it next time.
 */
export function isClockVouchedFor(
  ages: readonly StateAge[],
  {cutoff, except}: {cutoff: string; except: string},
): boolean {
  const others = ages.filter(({session}) => session !== except);
  return pickOldStates(others, cutoff).length < others.length;
}
