import {planLadder} from '../core/run/plan-ladder.ts';
import {readSettingsModel} from '../edge/client-settings.ts';
import type {Environment} from '../edge/environment.ts';
import {explainRoute} from './explain-route.ts';

/** The tiers that routing gives to work in a folder for which nobody named any, and why. */
export function routeLadder(
  prompt: string,
  folder: string,
  environment: Environment,
): ReturnType<typeof planLadder> {
  return planLadder(() => {
    const base = environment.ANTHROPIC_MODEL || readSettingsModel(environment, folder);
    return explainRoute(prompt, environment, folder, base === undefined ? {} : {base});
  });
}
