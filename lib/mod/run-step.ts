import {chooseStep, type StepChoice} from '../core/mod/choose-step.ts';
import type {Engine, StepChunk, StepInput, StepNext, StepResult} from './engine.ts';
import {handOffTurn} from './hand-off.ts';
import {addEvidence} from './keep-evidence.ts';
import {current, happened} from './live.ts';
import {recallSession, saveMemory} from './recall-session.ts';
import {showTurn} from './start-turn.ts';
import {decided} from './submit-prompt.ts';
import {recordCorrection} from './take-correction.ts';

/** Sends one request on what was decided; when a moved one fails, again on the base model. */
export async function* runStep(
  $: Engine,
  step: StepInput,
  next: StepNext,
): AsyncGenerator<StepChunk, StepResult> {
  const choice = await prepare($, step);
  const answer = step.agentId === undefined ? await handOffTurn($, step.turnId) : undefined;
  if (answer !== undefined) {
    // An answer of the assistant's own, and no request: it stays in the conversation like any other.
    yield {kind: 'text', index: 0, text: answer};
    const {turnId, index} = step;
    return {turnId, index, answer, toolUses: [], stopReason: 'end_turn', usage: null};
  }
  const sent = rewrite(step, choice);
  if (choice.moved === undefined) {
    const result = yield* next(sent);
    answered(result, false);
    return result;
  }
  let hasContent = false;
  let result: StepResult | undefined;
  try {
    const stream = next(sent);
    for (;;) {
      const piece = await stream.next();
      if (piece.done === true) {
        result = piece.value;
        break;
      }
      // `engine` is the envelope of a response; the rest has been seen, and cannot be taken back.
      hasContent ||= piece.value.kind !== 'engine' && piece.value.kind !== 'stop';
      yield piece.value;
    }
  } catch (error) {
    if (hasContent || next.signal.aborted) {
      throw error;
    }
  }
  if (result !== undefined && (result.stopReason !== null || hasContent || next.signal.aborted)) {
    answered(result, true);
    await saveMemory($).catch(() => undefined);
    return result;
  }
  happened({type: 'step-failed', tier: choice.moved});
  await saveMemory($).catch(() => undefined);
  showTurn($);
  await recordFailure($);
  return yield* next({...step, model: choice.base});
}

async function prepare($: Engine, step: StepInput): Promise<StepChoice> {
  if (step.agentId === undefined) {
    if (current().base === undefined) {
      // A turn that no prompt began: `!command`, a notification after a resume.
      await recallSession($);
    }
    const {last, memory} = current();
    happened({type: 'step-sent', turnId: step.turnId, messages: step.messageCount});
    if (current().memory.isStopped && !memory.isStopped) {
      await recordCorrection($, last?.promptId, 'taken-back').catch(() => undefined);
    }
    await saveMemory($).catch(() => undefined);
  }
  return chooseStepOf(step);
}

export function chooseStepOf(step: StepInput): StepChoice {
  const {turnId, agentId, model, effort} = step;
  return chooseStep(current(), {turnId, agentId, model, effort});
}

/** Untouched where nothing changes: the client compares. */
function rewrite(step: StepInput, {model, effort}: StepChoice): StepInput {
  const hasEffort = effort !== undefined && effort !== step.effort;
  return model === step.model && !hasEffort
    ? step
    : {...step, model, ...(hasEffort ? {effort} : {})};
}

function answered({usage}: StepResult, isMoved: boolean): void {
  if (usage === null) {
    return;
  }
  const isLong = (usage.ephemeral_1h_input_tokens ?? 0) > 0;
  const isShort = usage.cache_creation_input_tokens > 0 && !isLong;
  const lifetime = isLong ? '1h' : isShort ? '5m' : undefined;
  happened({type: 'step-answered', model: usage.model, isMoved, lifetime});
}

async function recordFailure($: Engine): Promise<void> {
  const plan = current().turn?.plan;
  const known = plan && decided.get(plan);
  if (plan !== undefined && known !== undefined) {
    const where = {data: known.facts.places.data, prompt: plan.promptId};
    await addEvidence($, where, {event: 'error', code: 'moved-request-failed'});
  }
}
