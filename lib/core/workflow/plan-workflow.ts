import {expectedWork} from '../economics/expected-work.ts';
import {priceWork} from '../economics/price-work.ts';
import {findPrices, type PriceOverrides} from '../pricing/find-prices.ts';
import {routePrompt} from '../routing/route-prompt.ts';
import type {Tier} from '../tier.ts';
import {chooseStepTier, type RouteStep} from './choose-step-tier.ts';
import type {StepGraph} from './link-steps.ts';
import {isIsolated, mayEdit, type Step, type Workflow} from './workflow.ts';

export interface WorkflowPlan {
  name: string;
  description: string | null;
  steps: readonly PlannedStep[];
  /** Steps that can run at the same time, wave after wave. */
  waves: readonly (readonly string[])[];
  maxParallel: number;
  /** Every step that nobody stands in for, once. */
  expectedUsd: number | null;
  /** Every repetition and every fallback used; null: a price is not known. */
  worstUsd: number | null;
  /** No attempt starts above it; null: the file sets none. */
  budgetUsd: number | null;
  timeoutMs: number | null;
}

interface PlannedStep {
  id: string;
  wave: number;
  agent: string;
  /** The first one tried; `stay` is the client's own model. */
  tier: Tier;
  because: string;
  dependsOn: readonly string[];
  when: string | null;
  /** The step that it stands in for, if that one fails. */
  standsInFor: string | null;
  /** How often it runs: elements of its list; null: known only when the list is. */
  times: number | null;
  /** Attempts of each time, at most. */
  attempts: number;
  /** One attempt; null: the price is not known. */
  expectedUsd: number | null;
  mayEdit: boolean;
  isIsolated: boolean;
}

/** System prompt, tools and project notes of a fresh agent; measured at about 12,000 tokens on 2.1.330. */
const startUpTokens = 12_000;

/** What the plan is made against. */
export interface PlanWorld {
  route: RouteStep;
  prices: PriceOverrides;
}

/** What a run would do, and what it may cost; nothing is started. */
export function planWorkflow(
  {name, description, steps, maxParallel, budgetUsd, timeoutMs}: Workflow,
  graph: StepGraph,
  world: PlanWorld,
): WorkflowPlan {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const planned = graph.order.map((id) => planStep(byId.get(id) as Step, graph, world));
  const waves: string[][] = [];
  for (const {id, wave} of planned) {
    waves[wave - 1] = [...(waves[wave - 1] ?? []), id];
  }
  const firsts = planned.filter(({standsInFor}) => standsInFor === null);
  return {
    name,
    description,
    steps: planned,
    waves,
    maxParallel,
    expectedUsd: sum(firsts.map(({expectedUsd, times}) => multiply(expectedUsd, times ?? 1))),
    worstUsd: sum(
      planned.map(({expectedUsd, times, attempts}) =>
        multiply(expectedUsd, (times ?? 1) * attempts),
      ),
    ),
    budgetUsd,
    timeoutMs,
  };
}

function planStep(step: Step, graph: StepGraph, {route, prices}: PlanWorld): PlannedStep {
  const {ladder, because} = chooseStepTier(step, step.prompt, route);
  const [tier = 'stay'] = ladder;
  return {
    id: step.id,
    wave: graph.waveOf.get(step.id) ?? 1,
    agent: nameAgent(step),
    tier,
    because,
    dependsOn: step.dependsOn,
    when: step.when,
    standsInFor: graph.standsInFor.get(step.id) ?? null,
    times:
      step.forEach === null ? 1 : step.forEach.kind === 'list' ? step.forEach.items.length : null,
    attempts: step.retry.limit + 1,
    expectedUsd: priceStep(step, tier, prices),
    mayEdit: mayEdit(step),
    isIsolated: isIsolated(step),
  };
}

/** As a reader of the file knows it: `auto`, `tierwise-haiku`, or the user's own. */
export function nameAgent({agent}: Pick<Step, 'agent'>): string {
  return agent.kind === 'user'
    ? agent.name
    : agent.kind === 'auto'
      ? 'auto'
      : `tierwise-${agent.tier}`;
}

/** A model of the client's own choice counts as the largest. */
function priceStep({prompt}: Step, tier: Tier, overrides: PriceOverrides): number | null {
  const prices = findPrices(tier === 'stay' ? 'opus' : tier, {overrides});
  if (prices === undefined) {
    return null;
  }
  const cache = {context: startUpTokens, isWarm: false, lifetime: '5m'} as const;
  const costs = priceWork(expectedWork[routePrompt(prompt).kind], cache, prices);
  return costs.reduce((total, {usd}) => total + usd, 0);
}

function multiply(usd: number | null, times: number): number | null {
  return usd === null ? null : usd * times;
}

function sum(amounts: readonly (number | null)[]): number | null {
  return amounts.reduce<number | null>(
    (total, each) => (total === null || each === null ? null : total + each),
    0,
  );
}
