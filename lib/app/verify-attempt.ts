import type {Result} from '../core/failure/failure.ts';
import {endOrphans} from '../edge/process-group.ts';
import {identifyProcess} from '../edge/process-identity.ts';
import {runVerify} from '../edge/verify-process.ts';
import {type AttemptName, keepAttemptChange} from './isolate-attempt.ts';
import type {OpenRun} from './open-run.ts';
import {markName, nameAttempt, type RunWorld} from './run-attempt.ts';

/**
 * Runs the user's own check in the copy of an attempt. What it said is in the journal when this
 * returns; only a person's wish to stop leaves no trace there.
 */
export async function verifyAttempt(
  run: OpenRun,
  {step, attempt}: AttemptName,
  world: RunWorld,
): Promise<Result<void>> {
  const {spec} = run.state();
  const name = {step, attempt};
  await endEarlierCheck(run, name);
  // Before the check runs: its own traces are no part of the change.
  const kept = await keepAttemptChange(run, name, world.environment);
  if (!kept.ok) {
    return kept;
  }
  const command = spec.verify ?? '';
  world.notify({about: 'verify', step, attempt, command});
  const outcome = await runVerify({
    command,
    cwd: kept.value.copy.workingFolder,
    timeoutMs: spec.timeout_ms,
    outputFile: run.files.attempt(step, attempt).check,
    environment: {...world.environment, [markName]: nameAttempt(run, name)},
    signal: world.signal,
    onPid: (pid) => {
      const {started} = identifyProcess(pid) ?? {started: ''};
      run.record({event: 'verify-started', step, attempt, pid, started});
    },
  });
  if (outcome.outcome === 'aborted') {
    return {ok: true, value: undefined};
  }
  const isPassed = outcome.outcome === 'passed';
  run.record({
    event: 'verify-ended',
    step,
    attempt,
    is_passed: isPassed,
    exit_code: outcome.outcome === 'failed' ? outcome.exitCode : isPassed ? 0 : null,
    timed_out: outcome.outcome === 'timed-out',
    duration_ms: outcome.durationMs,
  });
  world.notify({about: 'verified', step, attempt, isPassed});
  return {ok: true, value: undefined};
}

/** One that lost the process which watched it may still be at work in the copy. */
async function endEarlierCheck(run: OpenRun, {step, attempt}: AttemptName): Promise<void> {
  const {check} = run.step(step).attempts.find((each) => each.attempt === attempt) ?? {};
  if (check) {
    const mark = {name: markName, value: nameAttempt(run, {step, attempt})};
    await endOrphans(check, mark);
  }
}
