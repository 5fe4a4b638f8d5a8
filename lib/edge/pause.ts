import {setTimeout as wait} from 'node:timers/promises';

/** Waits, but no longer than until one of the others is over. Leaves no timer behind. */
export async function pause(ms: number, ...others: readonly Promise<unknown>[]): Promise<void> {
  const timer = new AbortController();
  const time = wait(ms, undefined, {signal: timer.signal}).catch(() => undefined);
  await Promise.race([time, ...others]);
  timer.abort();
}

/** Resolves when the signal is given; at once when it was given before. One listener per signal. */
export function aborted(signal: AbortSignal): Promise<void> {
  const known = waits.get(signal);
  if (known !== undefined) {
    return known;
  }
  const wait = new Promise<void>((resolve) => {
    if (signal.aborted) {
      resolve();
    } else {
      signal.addEventListener('abort', () => resolve(), {once: true});
    }
  });
  waits.set(signal, wait);
  return wait;
}

const waits = new WeakMap<AbortSignal, Promise<void>>();

/** A signal that is given once the time is over, and how to take that back. */
export function afterTime(ms: number): {signal: AbortSignal; cancel: () => void} {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), ms);
  return {signal: controller.signal, cancel: () => clearTimeout(timer)};
}
