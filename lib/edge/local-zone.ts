/** The zone of this machine's clock, as `Europe/Berlin`; TZ counts. */
export function localZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
}
