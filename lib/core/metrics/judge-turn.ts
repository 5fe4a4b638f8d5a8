import {modelTier} from '../model-tier.ts';
import {isBelow, type ModelTier, modelTiers} from '../tier.ts';
import type {AgentUse, ModelUse, TurnUse} from './session-use.ts';
import {type DecisionRecord, isMove, type TurnRecord} from './turn.ts';

/** What became of a prompt that was sent to a tier. */
export const verdicts = [
  'followed',
  'upgraded',
  'downgraded',
  'not-delegated',
  'gate-opened',
  'unknown',
] as const;

export type Verdict = (typeof verdicts)[number];

/** ... and of one that was not. None of these counts for or against compliance. */
export type Standing = Verdict | 'stay' | 'observed' | 'not-routed';

export interface Judgement {
  standing: Standing;
  /** One sentence. */
  because: string;
}

/** Holds what was decided against what ran. `use`: what the transcripts tell, if they do. */
export function judgeTurn(turn: TurnRecord, use: TurnUse | undefined): Judgement {
  const {decision} = turn;
  if (decision === undefined) {
    return {standing: 'not-routed', because: 'tierwise decided nothing about this prompt.'};
  }
  if (decision.tier === 'stay') {
    return {standing: 'stay', because: "It was to stay on the session's own model."};
  }
  if (!isMove(decision)) {
    return {standing: 'observed', because: 'The mode was observe: nobody was told.'};
  }
  return judgeMove(decision.tier, decision, {turn, use});
}

interface Facts {
  turn: TurnRecord;
  use: TurnUse | undefined;
}

function judgeMove(tier: ModelTier, decision: DecisionRecord, facts: Facts): Judgement {
  if (decision.mode === 'orchestration') {
    const models = [...new Set(facts.turn.runModels)];
    return models.length === 0
      ? unknown('The run that it was handed to has not come to a good end.')
      : judgeModels(tier, models, 'The run');
  }
  if (decision.surface === 'mod') {
    return judgeModels(tier, mainModels(facts.use), 'The main thread');
  }
  const models = agentModels(facts);
  if (models.length === 0) {
    return judgeInline(facts);
  }
  const judged = judgeModels(tier, models, models.length === 1 ? 'The agent' : 'The agents');
  const isHandedBack = facts.turn.agentCalls.some((call) => call.hasHandedBack);
  const isSettled = judged.standing === 'unknown' || judged.standing === 'upgraded';
  if (isHandedBack && !isSettled && decision.base !== null && isBelow(tier, decision.base)) {
    return {
      standing: 'upgraded',
      because: `The agent on ${tier} handed the work back as too large, and the session's own model carried on.`,
    };
  }
  return judged;
}

function judgeModels(tier: ModelTier, models: string[], who: string): Judgement {
  if (models.length === 0) {
    return unknown('The transcript has no answer of this turn.');
  }
  const tiers = models.map(modelTier);
  const nameless = models.find((_, at) => tiers[at] === undefined);
  if (nameless !== undefined) {
    return unknown(`${who} ran on ${nameless}, a name that tells no tier.`);
  }
  // A small helper beside the work makes it no smaller; the largest model is where the work was.
  const largest = modelTiers.findLast((each) => tiers.includes(each)) as ModelTier;
  const ran = `${who} ran on ${models.join(', ')}`;
  if (largest === tier) {
    return {standing: 'followed', because: `${ran}, as decided.`};
  }
  return isBelow(largest, tier)
    ? {standing: 'downgraded', because: `${ran}, which is smaller than ${tier}.`}
    : {standing: 'upgraded', because: `${ran}, which is larger than ${tier}.`};
}

/** No agent ran: the main thread did the work itself, or nobody knows yet. */
function judgeInline({turn, use}: Facts): Judgement {
  if (use === undefined || use.main.length === 0) {
    return unknown('There is no transcript of this turn, or its answer is not written yet.');
  }
  if (!turn.hasEnded && !use.isOver) {
    return unknown('The turn has not ended.');
  }
  const model = namesOf(use.main).join(', ');
  if (turn.isGateOpen) {
    return {
      standing: 'gate-opened',
      because: `After ${turn.denials} denials the gate opened, and ${model} did the work inline.`,
    };
  }
  return {
    standing: 'not-delegated',
    because: `No agent was called: ${model} did the work inline.`,
  };
}

function unknown(because: string): Judgement {
  return {standing: 'unknown', because};
}

function mainModels(use: TurnUse | undefined): string[] {
  return namesOf(use?.main ?? []);
}

/** The models of the agents that were called, from their transcripts; from the client where those lack. */
function agentModels({turn, use}: Facts): string[] {
  const called = (use?.agents ?? []).filter((agent) => isCalled(agent, turn));
  const written = new Set(called.map(({id}) => id));
  const told = turn.agentCalls.filter(({agentId}) => agentId === null || !written.has(agentId));
  return [
    ...new Set([
      ...called.flatMap((agent) => namesOf(agent.use)),
      ...told.flatMap(({model}) => (model === null ? [] : [model])),
    ]),
  ];
}

/** Not one that the client runs for itself, as for a compaction. */
function isCalled(agent: AgentUse, turn: TurnRecord): boolean {
  return agent.type !== undefined || turn.agentCalls.some(({agentId}) => agentId === agent.id);
}

function namesOf(use: readonly ModelUse[]): string[] {
  return use.map(({model}) => model);
}
