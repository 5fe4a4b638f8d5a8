/** 22:00 to 06:00, by the local clock. A note in the evidence; it never selects a mode. */
export function isNightHour(hour: number): boolean {
  return hour >= 22 || hour < 6;
}
