import type {Tier} from '../tier.ts';
import type {AttemptState, RunState} from './run-state.ts';
import type {StepFailure} from './step-failure.ts';

/** What `run --json` and `runs show --json` print: one object of a stable shape. */
export interface RunSummary {
  run_id: string;
  kind: 'run' | 'workflow';
  status: RunState['status'];
  created_at: string;
  cwd: string;
  session: string | null;
  /** The tier and the model of the last attempt; null when none was made. */
  tier: Tier | null;
  model: string | null;
  /** The agent's answer; null until the run is done. */
  result: string | null;
  /** USD, of all attempts; null when one of them did not say. */
  cost_usd: number | null;
  /** Of all attempts together. */
  duration_ms: number;
  attempts: AttemptSummary[];
  /** Why it failed, or why it waits. */
  failure: StepFailure | null;
  /** When a parked run can go on; null when nobody knows, or it is not parked. */
  parked_until: string | null;
}

interface AttemptSummary {
  step: string;
  attempt: number;
  tier: Tier;
  model: string | null;
  /** `done`, `running`, or the code of the failure. */
  outcome: string;
  /** null: there was no check. */
  verified: boolean | null;
  cost_usd: number | null;
  turns: number;
  duration_ms: number;
}

export function summariseRun(
  state: RunState,
  {result, failure}: {result: string | null; failure: StepFailure | null},
): RunSummary {
  const attempts = Object.entries(state.steps).flatMap(([step, {attempts: all}]) =>
    all.map((attempt) => summariseAttempt(step, attempt)),
  );
  const last = attempts.at(-1);
  return {
    run_id: state.run,
    kind: state.kind,
    status: state.status,
    created_at: state.created_at,
    cwd: state.spec.cwd,
    session: state.spec.session,
    tier: last?.tier ?? null,
    model: last?.model ?? null,
    result,
    cost_usd: sumCosts(attempts),
    duration_ms: attempts.reduce((sum, {duration_ms}) => sum + duration_ms, 0),
    attempts,
    failure: failure ?? state.parked?.failure ?? null,
    parked_until: state.parked?.until ?? null,
  };
}

function summariseAttempt(step: string, state: AttemptState): AttemptSummary {
  const {attempt, tier, outcome, used, verified} = state;
  const done = outcome?.is_done ? 'done' : 'running';
  return {
    step,
    attempt,
    tier,
    model: used?.model ?? null,
    outcome: outcome?.is_done === false ? outcome.failure.code : done,
    verified: verified?.is_passed ?? null,
    cost_usd: used?.cost_usd ?? null,
    turns: used?.turns ?? 0,
    duration_ms: used?.duration_ms ?? 0,
  };
}

function sumCosts(attempts: readonly AttemptSummary[]): number | null {
  return attempts.some(({cost_usd}) => cost_usd === null)
    ? null
    : attempts.reduce((sum, {cost_usd}) => sum + (cost_usd ?? 0), 0);
}
