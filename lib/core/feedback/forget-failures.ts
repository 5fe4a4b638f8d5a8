import type {WorkMemory} from './work-memory.ts';

/** `/tier auto`: somebody who asks for routing by hand wants it on again, for every tier. */
export function forgetFailures<Memory extends WorkMemory>(memory: Memory): Memory {
  return {...memory, failures: undefined, failed: [], isStopped: false};
}
