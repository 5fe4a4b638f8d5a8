import {type RunSummary, summariseRun} from '../core/run/run-summary.ts';
import {harvestLimits} from './harvest-limits.ts';
import type {OpenRun} from './open-run.ts';
import {rememberRun} from './remember-run.ts';
import type {RunWorld} from './run-attempt.ts';
import {runStep} from './run-step.ts';

/** The only step of a run that is no workflow. */
export const mainStep = 'main';

/**
 * Works on a run until it is done, has failed or has to wait, and says what came of it. The same for
 * a new run and for one that is taken up again.
 */
export async function executeRun(run: OpenRun, world: RunWorld): Promise<RunSummary> {
  try {
    const order = {step: mainStep, prompt: run.prompt, variables: {}};
    const end = await runStep(run, order, world);
    if (end.status === 'parked') {
      const until = 'resets_at' in end.failure ? end.failure.resets_at : null;
      run.record({event: 'run-parked', until, failure: end.failure});
    } else if (end.status === 'failed' && end.failure.code === 'interrupted') {
      run.record({event: 'run-ended', status: 'interrupted'});
    } else {
      run.record({event: 'run-ended', status: end.status});
    }
    const failure = end.status === 'done' ? null : end.failure;
    const result = end.status === 'done' ? end.text : null;
    const summary = summariseRun(run.state(), {result, failure});
    harvestLimits(run, {step: mainStep, failure}, world.environment);
    await rememberRun({prompt: run.prompt, summary, edits: listEdits(run)}, world.environment);
    return summary;
  } finally {
    run.close();
  }
}

function listEdits(run: OpenRun): string[] {
  return run.step(mainStep).attempts.flatMap(({applied}) => [...(applied?.files ?? [])]);
}
