import {makeHistogram} from './histogram.ts';
import type {JoinedTurn} from './joined-turn.ts';
import type {Standing} from './judge-turn.ts';
import type {Interval, PricedUse} from './price-turn.ts';
import {addTokens, noTokens, type Tokens} from './tokens.ts';
import {isMove} from './turn.ts';

export const groupings = ['tier', 'kind', 'project', 'day', 'session'] as const;

export type Grouping = (typeof groupings)[number];

/** Sums over turns. Money is USD. */
export interface Sums {
  turns: number;
  /** Turns that were told to run elsewhere. */
  moved: number;
  requests: number;
  tokens: Tokens;
  /** Of the requests whose price is known. */
  cost: number;
  /** Requests on models without a price. */
  unpricedRequests: number;
  /** Turns that no transcript tells of: their tokens are unknown, not 0. */
  withoutTranscript: number;
  saving: Interval;
  /** Turns that the saving counts. */
  savingTurns: number;
  /** Turns in which work was moved, at a price that is not known. */
  savingUnknown: number;
}

export type ModelRow = PricedUse;

export interface TurnSummary {
  first: string | null;
  last: string | null;
  total: Sums;
  standings: Record<Standing, number>;
  /** Most requests first. */
  models: ModelRow[];
  groups: {key: string; sums: Sums}[];
  overheadMs: {count: number; p50: number | null; p95: number | null; p99: number | null};
  overrides: {
    /** `/tier` commands, by what they set. */
    commands: Record<string, number>;
    /** Prompts that named their tier. */
    typed: number;
    /** Of both: those right after a prompt that was moved. */
    corrections: number;
  };
  errors: Record<string, number>;
  /** Models that the counterfactual was priced on, with their turns. */
  baseModels: Record<string, number>;
}

export interface Summing {
  addTurn: (turn: JoinedTurn) => void;
  addOverride: (override: {tier: string; isCorrection: boolean}) => void;
  addError: (code: string) => void;
  read: () => TurnSummary;
}

/** Adds turns up as they come, in any order. */
export function summariseTurns(by: Grouping): Summing {
  const total = noSums();
  const groups = new Map<string, Sums>();
  const models = new Map<string, ModelRow>();
  const standings = new Map<Standing, number>();
  const overhead = makeHistogram();
  const commands = new Map<string, number>();
  const errors = new Map<string, number>();
  const baseModels = new Map<string, number>();
  let typed = 0;
  let corrections = 0;
  let first: string | null = null;
  let last: string | null = null;

  return {
    addTurn,
    addOverride: ({tier, isCorrection}) => {
      count(commands, tier);
      corrections += isCorrection ? 1 : 0;
    },
    addError: (code) => count(errors, code),
    read: () => ({
      first,
      last,
      total,
      standings: Object.fromEntries(
        standingOrder.map((each) => [each, standings.get(each) ?? 0]),
      ) as Record<Standing, number>,
      models: [...models.values()].sort((left, right) => right.requests - left.requests),
      groups: sortGroups(
        [...groups].map(([key, sums]) => ({key, sums})),
        by,
      ),
      overheadMs: {
        count: overhead.count(),
        p50: overhead.percentile(0.5) ?? null,
        p95: overhead.percentile(0.95) ?? null,
        p99: overhead.percentile(0.99) ?? null,
      },
      overrides: {commands: Object.fromEntries(commands), typed, corrections},
      errors: Object.fromEntries(errors),
      baseModels: Object.fromEntries(baseModels),
    }),
  };

  function addTurn(joined: JoinedTurn): void {
    const {turn, judgement, ran} = joined;
    first = first === null || turn.at < first ? turn.at : first;
    last = last === null || turn.at > last ? turn.at : last;
    count(standings, judgement.standing);
    if (turn.decision !== undefined) {
      overhead.add(turn.decision.overheadMs);
      typed += turn.decision.isTyped ? 1 : 0;
      corrections += turn.decision.isCorrection ? 1 : 0;
    }
    if (ran?.price.saving !== undefined) {
      count(baseModels, ran.price.baseModel ?? 'unknown');
    }
    addToSums(total, joined);
    const key = keyOf(joined, by);
    const group = groups.get(key) ?? noSums();
    groups.set(key, group);
    addToSums(group, joined);
    for (const model of ran?.price.models ?? []) {
      addToModels(models, model);
    }
  }
}

const standingOrder: readonly Standing[] = [
  'followed',
  'upgraded',
  'downgraded',
  'not-delegated',
  'gate-opened',
  'unknown',
  'stay',
  'observed',
  'not-routed',
];

function noSums(): Sums {
  return {
    turns: 0,
    moved: 0,
    requests: 0,
    tokens: {...noTokens},
    cost: 0,
    unpricedRequests: 0,
    withoutTranscript: 0,
    saving: {low: 0, high: 0},
    savingTurns: 0,
    savingUnknown: 0,
  };
}

function addToSums(sums: Sums, {turn, ran}: JoinedTurn): void {
  sums.turns += 1;
  sums.moved += turn.decision !== undefined && isMove(turn.decision) ? 1 : 0;
  if (ran === undefined) {
    sums.withoutTranscript += 1;
    return;
  }
  const {models, cost, saving, isSavingUnknown} = ran.price;
  for (const model of models) {
    sums.requests += model.requests;
    sums.tokens = addTokens(sums.tokens, model.tokens);
    sums.unpricedRequests += model.cost === null ? model.requests : 0;
  }
  sums.cost += cost;
  sums.savingUnknown += isSavingUnknown ? 1 : 0;
  if (saving !== undefined) {
    sums.saving = {low: sums.saving.low + saving.low, high: sums.saving.high + saving.high};
    sums.savingTurns += 1;
  }
}

function addToModels(
  models: Map<string, ModelRow>,
  {model, requests, tokens, cost}: ModelRow,
): void {
  const row = models.get(model) ?? {model, requests: 0, tokens: noTokens, cost: 0};
  models.set(model, {
    model,
    requests: row.requests + requests,
    tokens: addTokens(row.tokens, tokens),
    cost: row.cost === null || cost === null ? null : row.cost + cost,
  });
}

function keyOf({turn, project, judgement}: JoinedTurn, by: Grouping): string {
  switch (by) {
    case 'tier':
      return judgement.standing === 'observed' || turn.decision === undefined
        ? judgement.standing
        : turn.decision.tier;
    case 'kind':
      return turn.decision?.kind ?? 'not-routed';
    case 'project':
      return project ?? 'unknown';
    case 'day':
      return turn.at.slice(0, 10);
    case 'session':
      return turn.session;
  }
}

const tierOrder = ['haiku', 'sonnet', 'opus', 'stay', 'observed', 'not-routed'];

/** Tiers by size, days by date, everything else by cost. */
function sortGroups(groups: TurnSummary['groups'], by: Grouping): TurnSummary['groups'] {
  switch (by) {
    case 'tier':
      return groups.sort(
        (left, right) => tierOrder.indexOf(left.key) - tierOrder.indexOf(right.key),
      );
    case 'day':
      return groups.sort((left, right) => left.key.localeCompare(right.key));
    default:
      return groups.sort(
        (left, right) => right.sums.cost - left.sums.cost || left.key.localeCompare(right.key),
      );
  }
}

function count<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
