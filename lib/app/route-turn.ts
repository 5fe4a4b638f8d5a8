import {type Decision, decide} from '../core/decision/decide.ts';
import {weighDelegation} from '../core/decision/weigh-delegation.ts';
import {writeDirective} from '../core/decision/write-directive.ts';
import type {HookAnswer} from '../core/hook/hook-answer.ts';
import type {HookInput} from '../core/hook/hook-input.ts';
import {type ModeChoice, selectMode} from '../core/mode/select-mode.ts';
import type {Environment} from '../edge/environment.ts';
import {writeLog} from '../edge/log.ts';
import {bundleFolder, paths} from '../edge/paths.ts';
import {claimTurn, turnFilePath, writeTurnDecision} from '../edge/turn-file.ts';
import {findAgentObstacle} from './find-agent-obstacle.ts';
import {gatherFacts, type TurnFacts} from './gather-facts.ts';
import {record} from './record.ts';

type PromptInput = HookInput<'UserPromptSubmit'>;

/** Gather, decide, remember, tell: one prompt of a person or a script. */
export function routeTurn(
  input: PromptInput,
  environment: Environment,
  handOffObstacle: string,
): HookAnswer | undefined {
  const facts = gatherFacts(input, environment);
  const choice = withoutHandOff(selectMode(facts.situation), handOffObstacle);
  if (choice.mode === 'off') {
    return undefined;
  }
  const claim = takeTurn(input, environment);
  if (claim === 'taken') {
    return undefined;
  }
  const routed = weigh(decide({...facts.question, prompt: input.prompt}), facts);
  const decision = holdBack(routed, choice, facts);
  if (claim !== 'none') {
    writeTurnDecision(claim, {
      event: 'decided',
      tier: choice.mode === 'directive' ? decision.tier : 'stay',
      enforcement: facts.enforcement,
      maxTier: decision.maxTier,
      by: bundleFolder(),
    });
  }
  recordDecision(input, environment, {facts, choice, decision});
  return choice.mode === 'directive' ? answer(decision) : undefined;
}

/** Until something can run the work elsewhere, a hand-off is a directive that says so. */
function withoutHandOff(choice: ModeChoice, obstacle: string): ModeChoice {
  return choice.mode === 'orchestration'
    ? {...choice, mode: 'directive', because: `${choice.because}; ${obstacle}`}
    : choice;
}

/** `none`: the turn has no name or no file, so nothing in it can be enforced. */
function takeTurn(input: PromptInput, environment: Environment): number | 'taken' | 'none' {
  const {turns, logs} = paths(environment);
  const path = turnFilePath(turns, input.session_id, input.prompt_id);
  if (path === undefined) {
    return 'none';
  }
  try {
    return claimTurn(path) ?? 'taken';
  } catch (error) {
    writeLog(logs, 'turn-not-claimed', error, 'error');
    record(input, environment, {event: 'error', code: 'turn-not-claimed'});
    return 'none';
  }
}

function weigh(decision: Decision, {delegation}: TurnFacts): Decision {
  return delegation === undefined ? decision : weighDelegation(decision, delegation);
}

/** A directive to an agent that is missing, or that a repository has replaced, is not given. */
function holdBack(decision: Decision, choice: ModeChoice, facts: TurnFacts): Decision {
  if (decision.tier === 'stay' || choice.mode !== 'directive') {
    return decision;
  }
  const obstacle = findAgentObstacle(decision.tier, facts.agentFolders);
  if (obstacle === undefined) {
    return decision;
  }
  return {
    ...decision,
    tier: 'stay',
    reasons: [...decision.reasons, obstacle.because],
    ...(obstacle.isForeign || decision.isTyped ? {refusal: obstacle.warning} : {}),
  };
}

function answer(decision: Decision): HookAnswer | undefined {
  if (decision.tier !== 'stay') {
    return {intent: 'tell-model', text: writeDirective(decision.tier, decision.because)};
  }
  return decision.refusal === undefined ? undefined : {intent: 'tell-user', text: decision.refusal};
}

function recordDecision(
  input: PromptInput,
  environment: Environment,
  {facts, choice, decision}: {facts: TurnFacts; choice: ModeChoice; decision: Decision},
): void {
  record(input, environment, {
    event: 'decision',
    surface: 'hooks',
    mode: choice.mode,
    mode_because: choice.because,
    noted: choice.noted,
    tier: decision.tier,
    route: decision.route.tier,
    kind: decision.route.kind,
    risk: decision.route.risk,
    confidence: decision.route.confidence,
    base: decision.base ?? null,
    base_model: facts.question.baseModel ?? null,
    max_tier: decision.maxTier,
    enforcement: facts.enforcement,
    reasons: decision.reasons,
    typed: decision.isTyped,
    client: facts.client,
    transcript: input.transcript_path ?? null,
    project: facts.project ?? null,
    // Not performance.now(): the first look at `performance` loads a module for more than 1 ms.
    overhead_ms: Math.round(process.uptime() * 10_000) / 10,
  });
}
