import type {RunPresence} from '../run/run-presence.ts';
import type {RunState, StepState} from '../run/run-state.ts';
import type {Tier} from '../tier.ts';
import type {Schedule, StepNode, StepStatus} from './schedule.ts';

/** What `workflow run --json`, `resume --json` and `status --json` print. */
export interface WorkflowSummary {
  run_id: string;
  workflow: string;
  file: string;
  status: RunState['status'] | RunPresence;
  /** Answers of the steps at the end of the graph, by the name of the output, else by the id. */
  outputs: Readonly<Record<string, unknown>>;
  steps: readonly StepSummary[];
  /** USD, of all attempts; null when one of them did not say. */
  cost_usd: number | null;
  /** From the creation of the run to its last event. */
  duration_ms: number;
  /** Why it waits; null: it does not. */
  parked: {until: string | null; because: string} | null;
}

export interface StepSummary {
  step: string;
  status: StepStatus;
  because: string;
  /** The tier and the model of the last attempt; null when none was made. */
  tier: Tier | null;
  model: string | null;
  attempts: number;
  cost_usd: number | null;
  duration_ms: number;
}

/** @param at ISO 8601: until when a run that is at work has worked. */
export function summariseWorkflow(
  schedule: Schedule,
  state: RunState,
  {file, status, at}: {file: string; status: WorkflowSummary['status']; at: string},
): WorkflowSummary {
  const steps = [...schedule.nodes.values()].map((node) =>
    summariseStep(node, state, {isAtWork: status === 'running'}),
  );
  return {
    run_id: state.run,
    workflow: schedule.workflow.name,
    file,
    status,
    outputs: readOutputs(schedule),
    steps,
    cost_usd: sum(steps.map(({cost_usd}) => cost_usd)),
    duration_ms: Date.parse(at) - Date.parse(state.created_at),
    parked:
      state.parked === null || status !== 'parked'
        ? null
        : {until: state.parked.until, because: state.parked.failure.code},
  };
}

/** What nobody in the graph waits for is what the workflow was for. */
function readOutputs({nodes}: Schedule): Record<string, unknown> {
  const last = [...nodes.values()].filter(
    ({dependents, standsInFor}) => dependents.length === 0 && standsInFor === null,
  );
  return Object.fromEntries(
    last.map(({step, settled}) => [
      step.output ?? step.id,
      settled?.kind === 'ran' ? settled.output : null,
    ]),
  );
}

function summariseStep(
  {step, status, because, elements}: StepNode,
  state: RunState,
  {isAtWork}: {isAtWork: boolean},
): StepSummary {
  const names = [step.id, ...(elements?.values ?? []).map((_, index) => `${step.id}.${index}`)];
  const attempts = names.flatMap((name) => stepState(state, name)?.attempts ?? []);
  const last = attempts.at(-1);
  const isBegun = isAtWork && attempts.some(({outcome}) => outcome === null);
  return {
    step: step.id,
    status: status === 'ready' && isBegun ? 'running' : status,
    because,
    tier: last?.tier ?? null,
    model: last?.used?.model ?? null,
    attempts: attempts.length,
    cost_usd: sum(attempts.map(({used}) => (used === null ? 0 : used.cost_usd))),
    duration_ms: attempts.reduce((total, {used}) => total + (used?.duration_ms ?? 0), 0),
  };
}

function stepState({steps}: RunState, name: string): StepState | undefined {
  return Object.hasOwn(steps, name) ? steps[name] : undefined;
}

function sum(amounts: readonly (number | null)[]): number | null {
  return amounts.reduce<number | null>(
    (total, each) => (total === null || each === null ? null : total + each),
    0,
  );
}
