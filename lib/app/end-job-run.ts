import {spentUsd} from '../core/run/spent-usd.ts';
import type {Environment} from '../edge/environment.ts';
import {findRun} from './find-run.ts';
import {killRun} from './kill-run.ts';

/**
 * Ends what a killed night left at work on a job, before the copy goes in which it works.
 * @returns what the run has cost, as far as its attempts said, in USD.
 */
export async function endJobRun(environment: Environment, run: string): Promise<number> {
  const found = findRun(environment, run);
  const state = found.ok ? found.value.state : undefined;
  // One that is over has no client; its holder may be this very process, which took it up.
  if (state?.status === 'open') {
    await killRun(environment, run);
  }
  return state === undefined ? 0 : spentUsd(state);
}
