import type {TurnPlan} from '../core/mod/turn-plan.ts';
import type {Engine, Events} from './engine.ts';
import {addEvidence, writeEvidence} from './keep-evidence.ts';
import {current, happened} from './live.ts';
import {recallSession, saveMemory} from './recall-session.ts';
import {decided} from './submit-prompt.ts';

/** Binds the decision to the turn, and writes the base model down before anything is moved. */
export async function startTurn($: Engine, {text, turnId}: Events['turn.start'][0]): Promise<void> {
  const startedAt = performance.now();
  await recallSession($);
  const plan = happened({type: 'turn-started', id: turnId, text}).turn?.plan;
  try {
    await saveMemory($);
  } catch (error) {
    happened({type: 'held'});
    $.ui.log(`the base model could not be kept, so nothing is moved: ${error}`, {to: 'debug'});
  }
  showTurn($);
  if (plan !== undefined) {
    await recordPlan($, plan, performance.now() - startedAt);
  }
}

let isShown = false;

/** The line of a moved turn; it goes with the next turn that is not. */
export function showTurn($: Engine): void {
  const {turn, base} = current();
  const move = turn?.isHeld === false ? turn.plan?.move : undefined;
  if (move !== undefined && base !== undefined) {
    $.ui.status(
      `${move.tier} - ${turn?.plan?.decision.route.kind} - ~${turn?.plan?.decision.base} to redo`,
    );
    isShown = true;
  } else if (isShown) {
    $.ui.status(undefined);
    isShown = false;
  }
}

async function recordPlan($: Engine, plan: TurnPlan, spentMs: number): Promise<void> {
  const known = decided.get(plan);
  if (known === undefined) {
    return;
  }
  const {facts} = known;
  const {decision, choice, move, held} = plan;
  // In `observe` the decision is what would have been.
  const tier =
    choice.mode === 'directive'
      ? (move?.tier ?? 'stay')
      : held === undefined
        ? decision.tier
        : 'stay';
  await addEvidence(
    $,
    {data: facts.places.data, prompt: plan.promptId},
    {
      event: 'decision',
      surface: 'mod',
      mode: choice.mode,
      mode_because: choice.because,
      noted: choice.noted,
      tier,
      route: decision.route.tier,
      kind: decision.route.kind,
      risk: decision.route.risk,
      confidence: decision.route.confidence,
      base: decision.base ?? null,
      base_model: plan.baseModel,
      max_tier: decision.maxTier,
      enforcement: facts.enforcement,
      reasons: held === undefined ? decision.reasons : [...decision.reasons, held],
      typed: decision.isTyped,
      watched: true,
      client: facts.client,
      transcript: facts.places.transcript,
      project: facts.places.root,
      overhead_ms: Math.round((known.spentMs + spentMs) * 10) / 10,
    },
  );
  void writeEvidence($);
}
