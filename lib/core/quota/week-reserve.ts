/** Share of the week that is kept for the person. */
const fullReserve = 0.2;
const lastReserve = 0.03;

/** The stretch before the reset over which the reserve melts: what is not used then is lost. */
const meltMs = 24 * 60 * 60 * 1000;

/** 20 % of the week, falling to 3 % in a straight line over the last day before its reset. */
export function weekReserve(nowMs: number, resetsAtMs: number): number {
  const left = Math.min(Math.max(resetsAtMs - nowMs, 0), meltMs);
  return lastReserve + (fullReserve - lastReserve) * (left / meltMs);
}
