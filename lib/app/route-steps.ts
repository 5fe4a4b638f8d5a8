import {planLadder} from '../core/run/plan-ladder.ts';
import type {RouteStep} from '../core/workflow/choose-step-tier.ts';
import {readSettingsModel} from '../edge/client-settings.ts';
import type {Environment} from '../edge/environment.ts';
import {explainRoute} from './explain-route.ts';

/** How `auto` steps of a workflow in this folder are routed: as a run of the same prompt would be. */
export function routeSteps(environment: Environment, folder: string): RouteStep {
  const base = environment.ANTHROPIC_MODEL || readSettingsModel(environment, folder);
  return (prompt) => {
    const {ladder, because} = planLadder(() =>
      explainRoute(prompt, environment, folder, base === undefined ? {} : {base}),
    );
    return {ladder, because: because[0] ?? 'routed by its prompt'};
  };
}
