import type {Work, WorkMemory} from './work-memory.ts';

/** This work was too much for its tier; once known is known. */
export function addFailure<Memory extends WorkMemory>(memory: Memory, {tier, kind}: Work): Memory {
  const {failures = []} = memory;
  return failures.some((each) => each.tier === tier && each.kind === kind)
    ? memory
    : {...memory, failures: [...failures, {tier, kind}]};
}
