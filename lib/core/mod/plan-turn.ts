import {type Decision, decide, type Question} from '../decision/decide.ts';
import type {CacheState} from '../economics/cache-state.ts';
import type {Economy} from '../economics/economy.ts';
import {judgeEconomy} from '../economics/judge-economy.ts';
import {priceMove} from '../economics/price-move.ts';
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
  const held = tier === 'stay' ? undefined : findHold(tier, {facts, decision, economy});
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

/** The person asked for the tier, in the prompt or for the session. */
function isExplicit(decision: Decision, {question, memory}: PlanFacts): boolean {
  return decision.isTyped || question.environmentTier !== undefined || memory.tier !== undefined;
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

interface Hold {
  when: (tier: ModelTier, hold: HoldFacts) => boolean;
  because: (tier: ModelTier) => string;
}

/** Reasons to stay that only the main thread has. The first that holds is the one that is told. */
const holds: readonly Hold[] = [
  {
    when: (tier, {facts}) => facts.memory.failed.includes(tier),
    because: (tier) => `a request on ${tier} failed in this session`,
  },
  {
    when: (tier, {facts}) => facts.cache.context > maxFill * contextWindow(tier),
    because: (tier) => `the conversation fills more than 70 % of what ${tier} can read`,
  },
  {
    when: (_, hold) => hold.facts.memory.isStopped && !isExplicit(hold.decision, hold.facts),
    because: () => 'a moved turn was taken back in this session',
  },
  {
    when: (_, hold) => hold.facts.memory.isPaused && !isExplicit(hold.decision, hold.facts),
    because: () => 'a /model paused routing; /tier auto goes on with it',
  },
  {
    when: (_, {facts, decision, economy}) =>
      facts.hasEconomics && economy?.pays === false && decision.isByText,
    because: () => 'the move costs more than it saves',
  },
];

function findHold(tier: ModelTier, hold: HoldFacts): string | undefined {
  return holds.find(({when}) => when(tier, hold))?.because(tier);
}
