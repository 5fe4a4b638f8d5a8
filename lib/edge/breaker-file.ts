import {mkdirSync} from 'node:fs';
import {dirname} from 'node:path';
import type {Result} from '../core/failure/failure.ts';
import {hasShape, isMaybe, isOneOf, isRecordOf, isText} from '../core/guard.ts';
import {type Breaker, type Breakers, closed} from '../core/run/breaker.ts';
import type {Tier} from '../core/tier.ts';
import {readJsonFile} from './json-file.ts';
import {withLock} from './lock.ts';
import {replaceLockedFile} from './locked-file.ts';

/** The breakers of all tiers; a file that cannot be understood counts as none, and is replaced. */
export function readBreakers(file: string): Breakers {
  const found = readJsonFile(file);
  return found.state === 'read' && isBreakers(found.value) ? (found.value as Breakers) : {};
}

/** Changes the breaker of a tier under the lock, and gives what it is from then on. */
export async function changeBreaker(
  file: string,
  tier: Tier,
  change: (breaker: Breaker) => Breaker,
): Promise<Result<Breaker>> {
  mkdirSync(dirname(file), {recursive: true, mode: 0o700});
  return withLock(file, (held) => {
    const breakers = readBreakers(file);
    const before = breakers[tier] ?? closed;
    const after = change(before);
    if (after !== before) {
      replaceLockedFile(file, `${JSON.stringify({...breakers, [tier]: after})}\n`, {
        held,
        isOldGood: false,
      });
    }
    return {ok: true, value: after};
  });
}

const isBreakers = isRecordOf(
  hasShape({
    state: isOneOf(['closed', 'open', 'half-open']),
    failures: (value): value is number => typeof value === 'number',
    reason: isText,
    until: (value): value is string | null => value === null || isMaybe(isText)(value),
  }),
);
