import {noTokens} from '../../../lib/core/metrics/tokens.ts';
import type {AttemptFailure} from '../../../lib/core/run/attempt-failure.ts';
import type {RunEvent, RunFact} from '../../../lib/core/run/run-event.ts';
import type {RunSpec} from '../../../lib/core/run/run-spec.ts';
import type {AttemptState} from '../../../lib/core/run/run-state.ts';

export const spec: RunSpec = {
  cwd: '/project',
  session: null,
  prompt_id: null,
  ladder: ['haiku', 'sonnet', 'opus'],
  because: ['named by hand'],
  verify: null,
  isolate: false,
  timeout_ms: 60_000,
  retries: 2,
  max_usd: null,
  max_turns: null,
  permission_mode: null,
  allowed_tools: [],
};

export const used = {
  model: 'claude-haiku-5-5',
  cost_usd: 0.01,
  turns: 1,
  tokens: noTokens,
  duration_ms: 10,
};

export const failures = {
  limit: {
    code: 'limit-reached',
    resets_at: '2026-11-26T22:00:00.000Z',
    window: 'five_hour',
    message: 'limit',
  },
  overloaded: {code: 'overloaded', status: 529, message: 'API Error: 529'},
  timedOut: {code: 'timed-out', timeout_ms: 60_000},
  denied: {code: 'permission-denied', tools: ['Bash(npm test:*)']},
  handedBack: {code: 'handed-back', reason: 'too hard'},
  badOutput: {code: 'bad-output', reason: 'its answer is empty'},
  interrupted: {code: 'interrupted'},
} as const satisfies Record<string, AttemptFailure>;

/** An attempt that has ended; `failure` undefined: well. */
export function attemptOf(
  attempt: number,
  tier: AttemptState['tier'],
  failure?: AttemptFailure,
  more: Partial<AttemptState> = {},
): AttemptState {
  return {
    attempt,
    opening: 1,
    tier,
    folder: '/project',
    prepared_at: '2026-11-26T20:00:00.000Z',
    process: {pid: 1, started: 'x'},
    outcome: failure === undefined ? {is_done: true} : {is_done: false, failure},
    used,
    verified: null,
    applied: null,
    check: null,
    ...more,
  };
}

/** Facts as they would stand in a journal. */
export function journalOf(...facts: RunFact[]): RunEvent[] {
  return facts.map((fact, at) => ({
    at: new Date(Date.UTC(2026, 10, 26, 20, 0, at)).toISOString(),
    ...fact,
  }));
}

export const created: RunFact = {event: 'run-created', v: 1, run: 'r', kind: 'run', spec};
export const opened: RunFact = {event: 'run-opened', pid: 1, started: 'x'};
