import type {Result} from '../core/failure/failure.ts';
import {planWorkflow, type WorkflowPlan} from '../core/workflow/plan-workflow.ts';
import type {WorkflowProblem} from '../core/workflow/workflow-problem.ts';
import type {Environment} from '../edge/environment.ts';
import {loadWorkflow} from './load-workflow.ts';
import {readOwnPrices} from './read-own-prices.ts';
import {routeSteps} from './route-steps.ts';

export interface RunPlan extends WorkflowPlan {
  file: string;
  warnings: readonly WorkflowProblem[];
}

/** What a run of a workflow would do, in which order, and what it may cost; nothing is started. */
export async function planRun(
  environment: Environment,
  folder: string,
  name: string,
): Promise<Result<RunPlan>> {
  const loaded = await loadWorkflow(environment, folder, name);
  if (!loaded.ok) {
    return loaded;
  }
  const {workflow, graph, file, warnings} = loaded.value;
  const plan = planWorkflow(workflow, graph, {
    route: routeSteps(environment, folder),
    prices: readOwnPrices(environment),
  });
  return {ok: true, value: {file, ...plan, warnings}};
}
