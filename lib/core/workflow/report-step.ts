import type {Tier} from '../tier.ts';
import {chooseStepTier, type StepTier} from './choose-step-tier.ts';
import {evaluateCondition} from './condition.ts';
import {fillTemplate} from './fill-template.ts';
import type {Schedule, Settled, StepNode, StepReport, Unit} from './schedule.ts';
import {conditionValues, type Element, lookUp} from './step-values.ts';
import {splitPath} from './template.ts';
import {isIsolated, mayEdit} from './workflow.ts';

/** Elements of one list that a step is run for, at most. */
const maxElements = 1000;

/**
 * Tells a schedule how a step, or an element of one, ended. What it does not know, because the file
 * was changed since, is passed over.
 */
export function reportStep(schedule: Schedule, report: StepReport): void {
  schedule.running.delete(report.step);
  schedule.decisions.delete(report.step);
  const node = schedule.nodes.get(report.step);
  if (node !== undefined) {
    endStep(schedule, node, report);
    return;
  }
  const [, id = '', index = ''] = /^(.+)\.(\d+)$/.exec(report.step) ?? [];
  const parent = schedule.nodes.get(id);
  if (parent !== undefined) {
    endElement(schedule, parent, Number(index), report);
  }
}

function endStep(schedule: Schedule, node: StepNode, report: StepReport): void {
  if (isOver(node)) {
    return;
  }
  node.status = report.status;
  node.because = report.because;
  const verdict = judge(node, report);
  if (verdict !== undefined) {
    settle(schedule, node, verdict);
  }
  callFallback(schedule, node);
}

function isOver({status}: StepNode): boolean {
  return !['waiting', 'ready', 'running'].includes(status);
}

/** What the steps that need it see; undefined: that is for its fallback to say. */
function judge({step}: StepNode, {status, output}: StepReport): Settled | undefined {
  switch (status) {
    case 'done':
      return {kind: 'ran', output};
    case 'skipped':
      return {kind: 'skipped'};
    case 'failed':
      return {
        fail: {kind: 'broken'} as const,
        continue: {kind: 'ran', output: null} as const,
        fallback: undefined,
      }[step.onError.kind];
    default:
      return status satisfies never;
  }
}

/** Whether the step that stands in has to, is decided by how the other one ended. */
function callFallback(schedule: Schedule, node: StepNode): void {
  const {step, status} = node;
  const standIn =
    step.onError.kind === 'fallback' ? schedule.nodes.get(step.onError.step) : undefined;
  if (standIn === undefined) {
    return;
  }
  if (standIn.settled !== undefined && status === 'failed') {
    settle(schedule, node, standFor(standIn.settled));
  } else if (standIn.status !== 'waiting') {
    return;
  } else if (status === 'failed') {
    standIn.ran += 1;
    standIn.missing -= 1;
    if (standIn.missing === 0) {
      resolveStep(schedule, standIn);
    }
  } else {
    decide(schedule, standIn, 'skipped', notNeeded(step.id));
  }
}

/** Why a fallback is skipped; untrue once the step is tried again and does fail. */
export function notNeeded(id: string): string {
  return `not needed: ${id} did not fail`;
}

/** A fallback that was skipped brought nothing, so the failure stands. */
function standFor(settled: Settled): Settled {
  return settled.kind === 'ran' ? settled : {kind: 'broken'};
}

/** A list instead of recursion: a failure may reach 5,000 steps in a row. */
function settle(schedule: Schedule, first: StepNode, verdict: Settled): void {
  const open: [StepNode, Settled][] = [[first, verdict]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [node, settled] = next;
    if (node.settled !== undefined) {
      continue;
    }
    node.settled = settled;
    schedule.open -= 1;
    for (const id of node.dependents) {
      const dependent = schedule.nodes.get(id);
      if (dependent !== undefined) {
        open.push(...hear(schedule, dependent, node));
      }
    }
    const failed = schedule.nodes.get(node.standsInFor ?? '');
    if (failed?.status === 'failed') {
      open.push([failed, standFor(settled)]);
    }
  }
}

/** A step hears of one that it needs; what it comes to by that alone is given back. */
function hear(schedule: Schedule, node: StepNode, needed: StepNode): [StepNode, Settled][] {
  node.missing -= 1;
  node.ran += needed.settled?.kind === 'ran' ? 1 : 0;
  node.broken ??= needed.settled?.kind === 'broken' ? needed.step.id : null;
  if (node.missing > 0 || node.status !== 'waiting') {
    return [];
  }
  if (node.broken === null) {
    resolveStep(schedule, node);
    return [];
  }
  giveUp(schedule, node);
  return [[node, {kind: 'broken'}]];
}

function giveUp(schedule: Schedule, node: StepNode): void {
  node.status = 'not-run';
  node.because = `needs ${node.broken}, which did not succeed`;
  callFallback(schedule, node);
}

/** Everything that a step waited for is there: it is skipped, or ready. */
export function resolveStep(schedule: Schedule, node: StepNode): void {
  const {step} = node;
  if (node.broken !== null) {
    giveUp(schedule, node);
    settle(schedule, node, {kind: 'broken'});
    return;
  }
  if (step.dependsOn.length > 0 && node.ran === 0) {
    decide(schedule, node, 'skipped', 'nothing that it depends on ran');
    return;
  }
  if (step.when !== null) {
    const verdict = evaluateCondition(step.when, conditionValues(schedule, step.when));
    if (!verdict.ok) {
      decide(schedule, node, 'failed', `its condition cannot be judged: ${verdict.problem}`);
      return;
    }
    if (!verdict.value) {
      decide(schedule, node, 'skipped', `not so: ${step.when}`);
      return;
    }
  }
  if (step.forEach === null) {
    node.status = 'ready';
    enqueue(schedule, node, null);
  } else {
    spread(schedule, node);
  }
}

/** An end that needs no agent. The journal hears of it first. */
function decide(
  schedule: Schedule,
  {step}: StepNode,
  status: StepReport['status'],
  because: string,
  output: unknown = null,
): void {
  schedule.decisions.set(step.id, {step: step.id, status, because, output});
}

function spread(schedule: Schedule, node: StepNode): void {
  const {forEach} = node.step;
  const list =
    forEach?.kind === 'list'
      ? forEach.items
      : lookUp(schedule, null)(splitPath(forEach?.path ?? ''));
  if (!Array.isArray(list)) {
    decide(schedule, node, 'failed', 'for_each: there is no list');
  } else if (list.length > maxElements) {
    const because = `for_each: ${list.length} elements, and ${maxElements} are the most`;
    decide(schedule, node, 'failed', because);
  } else if (list.length === 0) {
    decide(schedule, node, 'done', 'the list is empty', []);
  } else {
    node.status = 'ready';
    node.elements = {values: list, outputs: list.map(() => null), ended: new Set()};
    for (const [index, value] of list.entries()) {
      enqueue(schedule, node, {index, value});
    }
  }
}

/** The step ends with its last element, or with the first that fails and matters. */
function endElement(
  schedule: Schedule,
  node: StepNode,
  index: number,
  {status, because, output}: StepReport,
): void {
  const {elements, step} = node;
  if (elements === null || isOver(node) || elements.ended.has(index)) {
    return;
  }
  elements.outputs[index] = output;
  elements.ended.add(index);
  if (status === 'failed' && step.onError.kind !== 'continue') {
    decide(schedule, node, 'failed', `element ${index}: ${because}`);
  } else if (elements.ended.size === elements.values.length && !schedule.decisions.has(step.id)) {
    decide(schedule, node, 'done', 'every element is done', elements.outputs);
  }
}

function enqueue(schedule: Schedule, node: StepNode, element: Element | null): void {
  const {step} = node;
  const unit: Unit = {
    name: element === null ? step.id : `${step.id}.${element.index}`,
    node,
    index: element?.index ?? null,
    ...chooseTier(schedule, node, element),
    isExclusive: mayEdit(step) && !isIsolated(step),
  };
  const [tier] = unit.ladder;
  const key = `${tier} ${unit.isExclusive}`;
  const queue = schedule.queues.get(key) ?? {
    tier: tier as Tier,
    isExclusive: unit.isExclusive,
    units: [],
    head: 0,
  };
  schedule.queues.set(key, queue);
  queue.units.push(unit);
}

/** Only a step that is routed needs its prompt for that. */
function chooseTier(schedule: Schedule, {step}: StepNode, element: Element | null): StepTier {
  const prompt =
    step.agent.kind === 'auto' ? fillTemplate(step.prompt, lookUp(schedule, element)) : '';
  return chooseStepTier(step, prompt, schedule.route);
}
