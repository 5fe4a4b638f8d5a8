import {nearestName} from '../core/config/nearest-name.ts';
import type {Result} from '../core/failure/failure.ts';
import {depthOf} from '../core/run/child-environment.ts';
import {fallbackOf} from '../core/workflow/fallback-of.ts';
import {findDownstream} from '../core/workflow/find-downstream.ts';
import type {StepNode} from '../core/workflow/schedule.ts';
import type {Environment} from '../edge/environment.ts';
import {findRun} from './find-run.ts';
import {readRunWorkflow, replayRun} from './open-workflow.ts';
import {createWorkflowRun, type OpenWorkflow} from './start-workflow.ts';

/**
 * A new run of the same workflow that takes over what an earlier one did, but for one step and all
 * that comes after it. The earlier run stays as it is.
 */
export function retryWorkflow(
  environment: Environment,
  {name, from}: {name: string; from: string},
): Result<OpenWorkflow> {
  const depth = depthOf(environment);
  if (depth > 0) {
    return {ok: false, failure: {code: 'run-nested', depth}};
  }
  const found = findRun(environment, name);
  if (!found.ok) {
    return found;
  }
  const {run, files, state, holder} = found.value;
  if (holder !== undefined) {
    return {ok: false, failure: {code: 'run-busy', run, pid: holder}};
  }
  if (state === undefined || state.kind !== 'workflow') {
    return {ok: false, failure: {code: 'run-of-other-kind', run, kind: state?.kind ?? 'run'}};
  }
  const before = readRunWorkflow(environment, files, state);
  if (!before.ok) {
    return before;
  }
  const {workflow, graph, stored} = before.value;
  const schedule = replayRun(environment, files, {...before.value, state, isRetried: false});
  if (!schedule.nodes.has(from)) {
    const known = [...schedule.nodes.keys()];
    const nearest = nearestName(from, known);
    return {ok: false, failure: {code: 'workflow-step-unknown', run, step: from, nearest, known}};
  }
  const again = findDownstream(workflow, graph, from);
  const earlier = [...schedule.nodes.values()].filter(({step}) => !again.has(step.id));
  const done = earlier.flatMap(({step, status, settled}) =>
    status === 'done' && settled?.kind === 'ran' ? [[step.id, settled.output] as const] : [],
  );
  const created = createWorkflowRun(environment, {
    folder: state.spec.cwd,
    stored,
    loaded: {workflow, graph},
    taken: Object.fromEntries(done),
  });
  if (created.ok) {
    const {record} = created.value.run;
    for (const [step] of done) {
      record({event: 'step-decided', step, status: 'done', because: `taken over from ${run}`});
    }
    for (const {step, because} of earlier.filter(isMadeGood)) {
      const why = `taken over from ${run}: ${because}`;
      record({event: 'step-decided', step: step.id, status: 'failed', because: why});
    }
  }
  return created;
}

/** It failed, and its fallback answered in its place. */
function isMadeGood({step, status, settled}: StepNode): boolean {
  return status === 'failed' && fallbackOf(step) !== null && settled?.kind === 'ran';
}
