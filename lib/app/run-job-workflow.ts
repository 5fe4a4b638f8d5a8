import type {Result} from '../core/failure/failure.ts';
import type {JudgedRun} from '../core/night/judge-run.ts';
import type {AttemptFailure} from '../core/run/attempt-failure.ts';
import type {Environment} from '../edge/environment.ts';
import {executeWorkflow, type WorkflowEnd} from './execute-workflow.ts';
import {startWorkflow} from './start-workflow.ts';

export interface WorkflowJob {
  /** A path, or a name. */
  workflow: string;
  /** The copy that its steps work in. */
  folder: string;
  /** What is left to spend, in USD. */
  maxUsd: number;
  signal: AbortSignal;
  begun: (run: string) => void;
}

/** Works on a workflow as an attempt at a job, and says what came of it as of a single run. */
export async function runJobWorkflow(
  {workflow: name, folder, maxUsd, signal, begun}: WorkflowJob,
  environment: Environment,
): Promise<Result<JudgedRun>> {
  const started = await startWorkflow(environment, {folder, name, given: [], maxUsd});
  if (!started.ok) {
    return started;
  }
  begun(started.value.run.state().run);
  const world = {environment, signal, notify: () => undefined};
  const end = await executeWorkflow(started.value, world);
  return {ok: true, value: judge(end)};
}

function judge({summary, stop}: WorkflowEnd): JudgedRun {
  const {run_id, cost_usd, steps, status} = summary;
  const last = steps.findLast(({tier}) => tier !== null);
  const base = {run_id, cost_usd, tier: last?.tier ?? null};
  if (stop === undefined && status === 'done') {
    return {...base, status: 'done', failure: null, parked_until: null};
  }
  const parked_until = summary.parked?.until ?? null;
  return {...base, status: 'failed', failure: stop?.failure ?? describe(summary), parked_until};
}

function describe({steps}: WorkflowEnd['summary']): AttemptFailure {
  const failed = steps.filter(({status}) => status === 'failed');
  const reason = failed.map(({step, because}) => `step ${step}: ${because}`).join('; ');
  return {code: 'bad-output', reason: reason === '' ? 'its steps did not end' : reason};
}
