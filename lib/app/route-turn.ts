import {type Decision, decide} from '../core/decision/decide.ts';
import {weighDelegation} from '../core/decision/weigh-delegation.ts';
import {writeDirective} from '../core/decision/write-directive.ts';
import {holdMove} from '../core/feedback/hold-move.ts';
import {noteTurn} from '../core/feedback/note-turn.ts';
import {noWork, type TurnTrace, type WorkMemory} from '../core/feedback/work-memory.ts';
import type {HookAnswer} from '../core/hook/hook-answer.ts';
import type {HookInput} from '../core/hook/hook-input.ts';
import {type ModeChoice, selectMode} from '../core/mode/select-mode.ts';
import type {Environment} from '../edge/environment.ts';
import {writeLog} from '../edge/log.ts';
import {bundleFolder, paths} from '../edge/paths.ts';
import {readWorkMemory} from '../edge/session-file.ts';
import {claimTurn, turnFilePath, writeTurnDecision} from '../edge/turn-file.ts';
import {findAgentObstacle} from './find-agent-obstacle.ts';
import {gatherFacts, type TurnFacts} from './gather-facts.ts';
import type {HandOff} from './hand-off.ts';
import {holdTurn} from './hold-turn.ts';
import {keepWorkMemory} from './keep-work-memory.ts';
import {learnFromPrompt} from './learn-from-prompt.ts';
import {record} from './record.ts';

type PromptInput = HookInput<'UserPromptSubmit'>;

/** Gather, decide, remember, tell: one prompt of a person or a script. */
export function routeTurn(
  input: PromptInput,
  environment: Environment,
  handOff: HandOff | string,
): HookAnswer | undefined {
  const facts = gatherFacts(input, environment);
  const selected = selectMode(facts.situation);
  if (selected.mode === 'off') {
    return undefined;
  }
  const claim = takeTurn(input, environment);
  const decideText = () => decide({...facts.question, prompt: input.prompt});
  if (claim === 'taken') {
    return holdTurn(input, environment, decideText);
  }
  const wanted = decideText();
  const memory = learn(input, environment, {wanted, facts});
  const routed = weigh(hold(wanted, memory), facts);
  const overheadMs = measureOverhead();
  const {choice, text} = tryHandOff(selected, routed, {input, environment, handOff});
  const decision = holdBack(routed, choice, facts);
  keepWorkMemory(input.session_id, environment, noteTurn(memory, traceOf(input, choice, decision)));
  if (claim !== 'none') {
    writeTurnDecision(claim, {
      event: 'decided',
      tier: choice.mode === 'directive' ? decision.tier : 'stay',
      enforcement: facts.enforcement,
      maxTier: decision.maxTier,
      by: bundleFolder(),
    });
  }
  recordDecision(input, environment, {facts, choice, decision, overheadMs});
  if (text !== undefined) {
    return {intent: 'answer-turn', text};
  }
  return choice.mode === 'directive' ? answer(decision) : undefined;
}

/** The first prompt of a session has nothing to learn from. */
function learn(
  input: PromptInput,
  environment: Environment,
  {wanted, facts}: {wanted: Decision; facts: TurnFacts},
): WorkMemory {
  const memory = readWorkMemory(paths(environment).sessions, input.session_id) ?? noWork;
  const {lastModel} = facts;
  return memory.last === undefined
    ? memory
    : learnFromPrompt(input, environment, {memory, decision: wanted, lastModel});
}

/** Few sessions have anything against a move, and only those read the reasons. */
function hold(wanted: Decision, memory: WorkMemory): Decision {
  const {isStopped, failed, failures = []} = memory;
  return isStopped || failed.length + failures.length > 0 ? holdMove(wanted, memory) : wanted;
}

/** Only a directive sends work to a tier; a hand-off's ladder climbs by itself. */
function traceOf({prompt_id}: PromptInput, {mode}: ModeChoice, decision: Decision): TurnTrace {
  const {tier, base, route} = decision;
  return {
    prompt: prompt_id,
    tier: mode === 'directive' ? tier : 'stay',
    base,
    kind: route.kind,
    at: Date.now(),
  };
}

/** A hand-off that cannot be made is a directive that says so: the prompt is answered either way. */
function tryHandOff(
  choice: ModeChoice,
  decision: Decision,
  {
    input,
    environment,
    handOff,
  }: {input: PromptInput; environment: Environment; handOff: HandOff | string},
): {choice: ModeChoice; text?: string} {
  if (choice.mode !== 'orchestration') {
    return {choice};
  }
  const end =
    typeof handOff === 'string'
      ? ({isTaken: false, because: handOff} as const)
      : handOff(input, decision, environment);
  return end.isTaken
    ? {choice, text: end.text}
    : {choice: {...choice, mode: 'directive', because: `${choice.because}; ${end.because}`}};
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
  {
    facts,
    choice,
    decision,
    overheadMs,
  }: {facts: TurnFacts; choice: ModeChoice; decision: Decision; overheadMs: number},
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
    watched: true,
    client: facts.client,
    transcript: input.transcript_path ?? null,
    project: facts.project ?? null,
    overhead_ms: overheadMs,
  });
}

/** Since this process began, in ms. What a hand-off takes is the work itself, and no overhead. */
function measureOverhead(): number {
  // Not performance.now(): the first look at `performance` loads a module for more than 1 ms.
  return Math.round(process.uptime() * 10_000) / 10;
}
