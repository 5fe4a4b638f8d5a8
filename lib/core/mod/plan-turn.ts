import {type Decision, decide, type Question} from '../decision/decide.ts';
import type {CacheState} from '../economics/cache-state.ts';
import type {Economy} from '../economics/economy.ts';
import {judgeEconomy} from '../economics/judge-economy.ts';
import {priceMove} from '../economics/price-move.ts';
import {findHold} from '../feedback/find-hold.ts';
import type {ModeChoice} from '../mode/select-mode.ts';
import type {ModelTier} from '../tier.ts';
import {contextWindow} from './context-window.ts';
import type {SessionMemory} from './session-memory.ts';
import type {TurnPlan} from './turn-plan.ts';

export interface PlanFacts {
  promptId: string | null;
  /** As typed, or the last prompt again where a lone wish repeats it. */
  prompt: string;
  /** What goes to the model. */
  text: string;
  choice: ModeChoice;
  question: Omit<Question, 'prompt' | 'baseModel' | 'sessionTier'>;
  baseModel: string;
  memory: SessionMemory;
  cache: CacheState;
  hasEconomics: boolean;
  client: string | null;
}

/** Full windows are compacted, and a compaction on a small model is paid by the whole session. */
const maxFill = 0.7;

/** The decision about one prompt, which is the hooks' own, and whether the main thread moves for it. */
export function planTurn(facts: PlanFacts): TurnPlan {
  const decision = decide({
    ...facts.question,
    prompt: facts.prompt,
    baseModel: facts.baseModel,
    sessionTier: facts.memory.tier,
  });
  const {tier} = decision;
  const economy = tier === 'stay' ? undefined : judge(tier, decision, facts);
  const held = tier === 'stay' ? undefined : holdBack(tier, {facts, decision, economy});
  return {
    promptId: facts.promptId,
    prompt: facts.prompt,
    text: facts.text,
    choice: facts.choice,
    decision,
    move:
      tier === 'stay' || held !== undefined || facts.choice.mode !== 'directive'
        ? undefined
        : {tier, model: tier},
    held,
    economy,
    baseModel: facts.baseModel,
  };
}

function judge(tier: ModelTier, decision: Decision, facts: PlanFacts): Economy | undefined {
  return judgeEconomy(priceMove, {
    kind: decision.route.kind,
    baseModel: facts.baseModel,
    target: tier,
    cache: facts.cache,
    client: facts.client,
    prices: facts.question.config.prices ?? {},
  });
}

interface HoldFacts {
  facts: PlanFacts;
  decision: Decision;
  economy: Economy | undefined;
}

type Hold = (tier: ModelTier, hold: HoldFacts) => string | undefined;

/** Reasons to stay, beside those of the hooks. The first that holds is the one that is told. */
const holds: readonly Hold[] = [
  // The request itself would be sent on the base: a wish cannot mend that.
  (tier, {facts: {memory}}) =>
    memory.failed.includes(tier)
      ? `a request on ${tier} failed in this session; /tier auto tries it again`
      : undefined,
  (tier, {facts}) =>
    facts.cache.context > maxFill * contextWindow(tier)
      ? `the conversation fills more than 70 % of what ${tier} can read`
      : undefined,
  (tier, {facts: {memory}, decision}) =>
    decision.isExplicit ? undefined : findHold(memory, {tier, kind: decision.route.kind}),
  (_, {facts, decision}) =>
    facts.memory.isPaused && !decision.isExplicit
      ? 'a /model paused routing; /tier auto goes on with it'
      : undefined,
  (_, {facts, decision, economy}) =>
    facts.hasEconomics && economy?.pays === false && decision.isByText
      ? 'the move costs more than it saves'
      : undefined,
];

function holdBack(tier: ModelTier, hold: HoldFacts): string | undefined {
  for (const find of holds) {
    const because = find(tier, hold);
    if (because !== undefined) {
      return because;
    }
  }
  return undefined;
}
