import type {Result} from '../core/failure/failure.ts';
import {noTokens} from '../core/metrics/tokens.ts';
import type {AttemptFailure} from '../core/run/attempt-failure.ts';
import {closed, enterBreaker, leaveBreaker} from '../core/run/breaker.ts';
import {canApplyLater} from '../core/run/can-apply-later.ts';
import {failureOf, type NextMove, nextAttempt} from '../core/run/next-attempt.ts';
import {resourceLimits} from '../core/run/resource-limits.ts';
import type {AttemptState} from '../core/run/run-state.ts';
import {spentUsd} from '../core/run/spent-usd.ts';
import type {StepFailure} from '../core/run/step-failure.ts';
import {type EarlierAttempt, writePrompt} from '../core/run/write-prompt.ts';
import type {Tier} from '../core/tier.ts';
import {changeBreaker, readBreakers} from '../edge/breaker-file.ts';
import {removeContextFile} from '../edge/context-file.ts';
import type {Environment} from '../edge/environment.ts';
import {writeLog} from '../edge/log.ts';
import {paths} from '../edge/paths.ts';
import {aborted, pause} from '../edge/pause.ts';
import {identifySelf} from '../edge/process-identity.ts';
import {freeSlot, takeSlot} from '../edge/slot-file.ts';
import {readTextTail} from '../edge/text-file.ts';
import {gatherContext} from './gather-context.ts';
import {
  type AttemptName,
  bringChangeHome,
  isolateAttempt,
  removeCopies,
} from './isolate-attempt.ts';
import type {OpenRun} from './open-run.ts';
import type {PassedContext} from './pass-context.ts';
import {adoptAttempt, type RunWorld, readStream, runAttempt} from './run-attempt.ts';
import {verifyAttempt} from './verify-attempt.ts';

/** What a step asks for. */
export interface StepOrder {
  step: string;
  prompt: string;
  /** Variables for its attempts, such as the run's context. */
  variables: Readonly<Record<string, string>>;
}

export type StepEnd =
  | {status: 'done'; attempt: AttemptState; text: string}
  | {status: 'failed'; failure: StepFailure}
  | {status: 'parked'; failure: AttemptFailure};

/**
 * Works on one step until it is done, has failed, or has to wait for a limit. It goes by the journal
 * alone, so it makes no difference whether this process began the step.
 */
export async function runStep(run: OpenRun, order: StepOrder, world: RunWorld): Promise<StepEnd> {
  const {step} = order;
  for (const attempt of run.step(step).attempts.filter(({outcome}) => outcome === null)) {
    await adoptAttempt(run, {step, ...attempt}, world);
  }
  for (const {attempt} of run.step(step).attempts) {
    removeContextFile(run.files.attempt(step, attempt).context);
  }
  for (;;) {
    const {spec, openings} = run.state();
    const move = nextAttempt(run.step(step), spec, {opening: openings, random: Math.random()});
    const end = await makeMove(run, order, {move, world});
    if (end !== undefined) {
      return end;
    }
  }
}

/** undefined: the step goes on. */
async function makeMove(
  run: OpenRun,
  order: StepOrder,
  {move, world}: {move: NextMove; world: RunWorld},
): Promise<StepEnd | undefined> {
  const {step} = order;
  const where = {step, environment: world.environment};
  switch (move.do) {
    case 'attempt': {
      const trouble = await makeAttempt(run, order, {move, world});
      return trouble === undefined ? undefined : failStep(run, where, trouble);
    }
    case 'verify': {
      if (world.signal.aborted) {
        return failStep(run, where, {code: 'interrupted'});
      }
      const {attempt} = move.attempt;
      const verified = await verifyAttempt(run, {step, attempt}, world);
      return verified.ok ? undefined : failStep(run, where, verified.failure);
    }
    case 'apply': {
      const {attempt} = move.attempt;
      const applied = await bringChangeHome(run, {step, attempt}, world.environment);
      if (!applied.ok) {
        return failStep(run, where, applied.failure);
      }
      run.record({event: 'change-applied', step, attempt, files: applied.value});
      world.notify({about: 'applied', step, attempt, files: applied.value});
      return undefined;
    }
    case 'finish': {
      run.record({event: 'step-ended', step, status: 'done', failure: null});
      await removeCopies(run, step, world.environment);
      const {attempt} = move;
      const {result} = readStream(run.files, {step, attempt: attempt.attempt});
      return {status: 'done', attempt, text: result?.text ?? ''};
    }
    case 'fail':
      return failStep(run, where, move.failure);
    case 'park':
      return {status: 'parked', failure: move.failure};
  }
}

async function failStep(
  run: OpenRun,
  {step, environment}: {step: string; environment: Environment},
  failure: StepFailure,
): Promise<StepEnd> {
  run.record({event: 'step-ended', step, status: 'failed', failure});
  if (failure.code !== 'interrupted' && !canApplyLater(failure)) {
    await removeCopies(run, step, environment);
  }
  return {status: 'failed', failure};
}

/** What kept the attempt from being made at all; undefined: it was made, or is passed over. */
async function makeAttempt(
  run: OpenRun,
  order: StepOrder,
  {move, world}: {move: Extract<NextMove, {do: 'attempt'}>; world: RunWorld},
): Promise<StepFailure | undefined> {
  const {tier, attempt, afterMs, because} = move;
  const {step} = order;
  if (afterMs > 0) {
    world.notify({about: 'waiting', step, ms: afterMs, because});
    await pause(afterMs, aborted(world.signal));
  }
  const obstacle = await findObstacle(run, {tier, world});
  if (obstacle !== undefined) {
    skipAttempt(run, {step, attempt, tier}, obstacle);
    return undefined;
  }
  const place = await preparePlace(run, {step, attempt}, world);
  if (!place.ok) {
    await tellBreaker(tier, {code: 'interrupted'}, world);
    return place.failure;
  }
  const {folder, context} = place.value;
  const slot = await waitForSlot(step, world);
  try {
    if (world.signal.aborted) {
      skipAttempt(run, {step, attempt, tier}, {code: 'interrupted'});
    } else {
      world.notify({about: 'attempt', step, attempt, tier, because});
      await runAttempt(
        run,
        {
          step,
          attempt,
          tier,
          folder,
          prompt: writePrompt(order.prompt, findEarlier(run, step)),
          variables: {...order.variables, ...context.environment},
          budgetUsd: budgetLeft(run),
        },
        world,
      );
    }
  } finally {
    context.remove();
    await slot.free();
  }
  await tellBreaker(tier, findFailure(run, step), world);
  return undefined;
}

/** Of the last attempt; undefined: it was good. */
function findFailure(run: OpenRun, step: string): AttemptFailure | undefined {
  const last = run.step(step).attempts.at(-1);
  return last && failureOf(last, run.state().spec);
}

/** Where an attempt works, and what it is told beside its prompt. */
async function preparePlace(
  run: OpenRun,
  name: AttemptName,
  {environment}: RunWorld,
): Promise<Result<{folder: string; context: PassedContext}>> {
  const {spec} = run.state();
  const copy = spec.isolate ? await isolateAttempt(run, name, environment) : undefined;
  if (copy?.ok === false) {
    return copy;
  }
  const context = await gatherContext(run, name, environment);
  return context.ok
    ? {ok: true, value: {folder: copy?.value.workingFolder ?? spec.cwd, context: context.value}}
    : context;
}

/** Why nothing can be sent now. */
async function findObstacle(
  run: OpenRun,
  {tier, world}: {tier: Tier; world: RunWorld},
): Promise<AttemptFailure | undefined> {
  if (world.signal.aborted) {
    return {code: 'interrupted'};
  }
  const left = budgetLeft(run);
  if (left !== null && left <= 0) {
    const message = `the cap of ${run.state().spec.max_usd} USD was reached`;
    return {code: 'budget-reached', limit: 'usd', message};
  }
  return passBreaker(tier, world);
}

async function passBreaker(
  tier: Tier,
  {environment}: RunWorld,
): Promise<AttemptFailure | undefined> {
  const {breakers, logs} = paths(environment);
  const now = new Date().toISOString();
  if ((readBreakers(breakers)[tier] ?? closed).state === 'closed') {
    return undefined;
  }
  let refusal: AttemptFailure | undefined;
  const changed = await changeBreaker(breakers, tier, (breaker) => {
    const entry = enterBreaker(breaker, now);
    refusal = entry.mayEnter
      ? undefined
      : {code: 'breaker-open', tier, until: entry.until, reason: breaker.reason};
    return entry.mayEnter ? entry.breaker : breaker;
  });
  if (!changed.ok) {
    writeLog(logs, 'breaker-not-asked', changed.failure.code);
  }
  return refusal;
}

/** What came of an attempt that the breaker let pass; also one that was not made after all. */
async function tellBreaker(
  tier: Tier,
  failure: AttemptFailure | undefined,
  {environment}: RunWorld,
): Promise<void> {
  const {breakers, logs} = paths(environment);
  const told = failure && {code: failure.code, reason: describeReason(failure)};
  const before = readBreakers(breakers)[tier] ?? closed;
  const now = new Date().toISOString();
  // The usual case: it works, as it did before, and no lock is needed to know that.
  if (told === undefined && before.state === 'closed' && before.failures === 0) {
    return;
  }
  const changed = await changeBreaker(breakers, tier, (breaker) =>
    leaveBreaker(breaker, told, now),
  );
  if (!changed.ok) {
    writeLog(logs, 'breaker-not-told', changed.failure.code);
  }
}

function describeReason(failure: AttemptFailure): string {
  return 'message' in failure ? `${failure.code}: ${failure.message}` : failure.code;
}

/** An attempt that was not made is written down all the same: the ladder goes on from it. */
function skipAttempt(
  run: OpenRun,
  {step, attempt, tier}: {step: string; attempt: number; tier: Tier},
  failure: AttemptFailure,
): void {
  const used = {model: null, cost_usd: 0, turns: 0, tokens: noTokens, duration_ms: 0};
  run.record({event: 'attempt-prepared', step, attempt, tier, folder: run.state().spec.cwd});
  const outcome = {is_done: false, failure} as const;
  run.record({event: 'attempt-ended', step, attempt, outcome, used});
}

const slotPauseMs = 200;

async function waitForSlot(step: string, world: RunWorld): Promise<{free: () => Promise<void>}> {
  const {slots, logs} = paths(world.environment);
  const self = identifySelf();
  let isTold = false;
  while (!world.signal.aborted) {
    const taken = await takeSlot(slots, self, resourceLimits.children);
    if (!taken.ok) {
      // Better one client too many than none at all.
      writeLog(logs, 'slot-not-taken', taken.failure.code);
      break;
    }
    if (taken.value) {
      return {
        free: async () => {
          await freeSlot(slots, self);
        },
      };
    }
    if (!isTold) {
      world.notify({about: 'waiting', step, ms: 0, because: 'other clients are at work'});
      isTold = true;
    }
    await pause(slotPauseMs, aborted(world.signal));
  }
  return {free: async () => undefined};
}

/** Of what a failed check printed, at most. */
const maxQuotedBytes = 8_192;

/** null: no cap. An attempt that did not say what it cost was held by the client's own cap. */
function budgetLeft(run: OpenRun): number | null {
  const {max_usd} = run.state().spec;
  return max_usd === null ? null : max_usd - spentUsd(run.state());
}

/** What the next attempt is told of the last one whose work was not good enough. */
function findEarlier(run: OpenRun, step: string): EarlierAttempt | undefined {
  const {spec} = run.state();
  const last = run.step(step).attempts.findLast((attempt) => {
    const code = failureOf(attempt, spec)?.code;
    // A check that it failed of before its step began anew may be another by now.
    return !attempt.is_set_aside && (code === 'handed-back' || code === 'verify-failed');
  });
  const failure = last && failureOf(last, spec);
  if (last === undefined || failure === undefined) {
    return undefined;
  }
  const {attempt} = last;
  const text =
    failure.code === 'verify-failed'
      ? readTextTail(run.files.attempt(step, attempt).check, maxQuotedBytes)
      : (readStream(run.files, {step, attempt}).result?.text ?? '');
  return {tier: last.tier, isThrownAway: spec.isolate, failure, text};
}
