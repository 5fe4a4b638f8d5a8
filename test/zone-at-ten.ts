/** A zone in which it is ten in the evening: eight hours before the first hour of somebody unknown. */
export function zoneAtTen(): string {
  const behind = (new Date().getUTCHours() + 2) % 24;
  // Etc/GMT+5 is five hours behind.
  return behind <= 12 ? `Etc/GMT+${behind}` : `Etc/GMT-${24 - behind}`;
}
