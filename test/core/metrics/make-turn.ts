import type {DecisionRecord, TurnRecord} from '../../../lib/core/metrics/turn.ts';

/** Small work of a session on opus, sent to haiku. */
export function makeDecision(changes: Partial<DecisionRecord> = {}): DecisionRecord {
  return {
    surface: 'hooks',
    mode: 'directive',
    modeBecause: '',
    tier: 'haiku',
    kind: 'run',
    risk: false,
    confidence: 1,
    route: 'haiku',
    base: 'opus',
    baseModel: 'opus',
    maxTier: 'opus',
    enforcement: 'enforce',
    reasons: [],
    client: '2.1.330',
    project: null,
    overheadMs: 1,
    isTyped: false,
    isCorrection: false,
    isWatched: true,
    ...changes,
  };
}

/** A turn in which no agent was called, and after which nothing came. */
export function makeTurn(changes: Partial<TurnRecord> = {}): TurnRecord {
  return {
    session: 's',
    prompt: 'p',
    at: '',
    decision: makeDecision(),
    denials: 0,
    isGateOpen: false,
    hasEnded: true,
    rewritten: [],
    agentCalls: [],
    runModels: [],
    hasNext: false,
    correctedBy: undefined,
    ...changes,
  };
}
