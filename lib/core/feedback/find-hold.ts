import {isBelow, type ModelTier} from '../tier.ts';
import type {WorkMemory} from './work-memory.ts';

/** Failures after which a tier is too small for this session, whatever the work. */
const maxFailures = 2;

/** Why a session makes no more moves to a tier for work of a kind; undefined: it does. */
export function findHold(
  {isStopped, failed, failures = []}: WorkMemory,
  {tier, kind}: {tier: ModelTier; kind: string},
): string | undefined {
  if (isStopped) {
    return 'a moved turn was taken back in this session; /tier auto goes on with moves';
  }
  if (failed.includes(tier)) {
    return `a request on ${tier} failed in this session; /tier auto tries it again`;
  }
  // What was too much for sonnet is too much for haiku.
  const against = failures.filter((failure) => !isBelow(failure.tier, tier));
  const same = against.find((failure) => failure.kind === kind);
  if (same !== undefined) {
    return `work of this kind (${kind}) failed on ${same.tier} in this session; /tier auto forgets it`;
  }
  return against.length < maxFailures
    ? undefined
    : `work failed on ${tier} or above ${against.length} times in this session; /tier auto forgets it`;
}
