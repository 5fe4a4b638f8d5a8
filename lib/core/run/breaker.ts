import type {Tier} from '../tier.ts';
import type {AttemptFailureCode} from './attempt-failure.ts';

/**
 * The breaker of one tier: after some failures in a row nothing more is sent to it for a while, and
 * then one attempt alone tries whether it works again. Shared by all processes through one file,
 * which is why it is a value and no object of a library: who probes is decided there, too.
 */
export interface Breaker {
  state: 'closed' | 'open' | 'half-open';
  /** In a row. */
  failures: number;
  /** The last failure, in words for the person. */
  reason: string;
  /** ISO 8601: open, nobody may try before it; half-open, the probe has until then to come back. */
  until: string | null;
}

export type Breakers = Readonly<Partial<Record<Tier, Breaker>>>;

export const closed: Breaker = {state: 'closed', failures: 0, reason: '', until: null};

const failuresToOpen = 5;
const openMs = 60_000;
/** A probe that does not come back was killed with its process: the next one may try. */
const probeMs = 10 * 60_000;

/** Whether an attempt may go to the tier now; and if so, what the breaker is from then on. */
export function enterBreaker(
  breaker: Breaker,
  now: string,
): {mayEnter: true; breaker: Breaker} | {mayEnter: false; until: string} {
  if (breaker.state === 'closed') {
    return {mayEnter: true, breaker};
  }
  // A clock that was set back must not keep a breaker open for longer than it ever would be.
  const longest = Date.parse(now) + (breaker.state === 'open' ? openMs : probeMs);
  const until = Math.min(Date.parse(breaker.until ?? now), longest);
  return until > Date.parse(now)
    ? {mayEnter: false, until: new Date(until).toISOString()}
    : {mayEnter: true, breaker: {...breaker, state: 'half-open', until: later(now, probeMs)}};
}

/** What an attempt's end says of the tier: it works, it does not, or nothing at all. */
export function leaveBreaker(
  breaker: Breaker,
  failure: {code: AttemptFailureCode; reason: string} | undefined,
  now: string,
): Breaker {
  if (failure !== undefined && saysNothing.includes(failure.code)) {
    // A probe that told nothing leaves the question to the next one.
    return breaker.state === 'half-open' ? {...breaker, state: 'open', until: now} : breaker;
  }
  if (failure === undefined || !failsTier.includes(failure.code)) {
    return closed;
  }
  const failures = breaker.failures + 1;
  const isOpen = breaker.state === 'half-open' || failures >= failuresToOpen;
  return {
    state: isOpen ? 'open' : 'closed',
    failures,
    reason: failure.reason,
    until: isOpen ? later(now, openMs) : null,
  };
}

const failsTier: readonly AttemptFailureCode[] = ['overloaded', 'timed-out', 'bad-output'];

/** Nothing of the tier itself was tried, or its answer was about the account. */
const saysNothing: readonly AttemptFailureCode[] = [
  'limit-reached',
  'request-refused',
  'cli-missing',
  'killed',
  'interrupted',
  'breaker-open',
];

function later(now: string, ms: number): string {
  return new Date(Date.parse(now) + ms).toISOString();
}
