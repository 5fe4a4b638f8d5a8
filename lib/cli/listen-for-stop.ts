import {onStopSignal} from '../edge/stop-signal.ts';

/** Ctrl-C and the shell's wish to end, as a signal; `end` gives both back to the system. */
export function listenForStop(): {signal: AbortSignal; end: () => void} {
  const controller = new AbortController();
  const end = onStopSignal(() => controller.abort());
  return {signal: controller.signal, end};
}
