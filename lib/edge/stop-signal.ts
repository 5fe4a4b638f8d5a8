const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Calls `stop` when somebody wants this process to end, instead of ending it at once. */
export function onStopSignal(stop: () => void): () => void {
  for (const name of stopSignals) {
    process.on(name, stop);
  }
  return () => {
    for (const name of stopSignals) {
      process.off(name, stop);
    }
  };
}
