import type {StepGraph} from './link-steps.ts';
import {resolveStep} from './report-step.ts';
import type {Schedule, StepNode} from './schedule.ts';
import type {Step, Workflow} from './workflow.ts';

/** The schedule of a run in which nothing has happened yet. */
export function openSchedule(
  workflow: Workflow,
  graph: StepGraph,
  world: Pick<Schedule, 'inputs' | 'route' | 'nameFile'>,
): Schedule {
  const byId = new Map(workflow.steps.map((step) => [step.id, step]));
  const nodes = new Map(graph.order.map((id) => [id, makeNode(byId.get(id) as Step, graph)]));
  const byName = new Map(nodes);
  for (const node of nodes.values()) {
    byName.set(node.step.output ?? node.step.id, node);
  }
  const schedule: Schedule = {
    workflow,
    ...world,
    nodes,
    byName,
    queues: new Map(),
    running: new Map(),
    decisions: new Map(),
    open: nodes.size,
  };
  for (const node of nodes.values()) {
    if (node.missing === 0) {
      resolveStep(schedule, node);
    }
  }
  return schedule;
}

function makeNode(step: Step, {dependents, standsInFor}: StepGraph): StepNode {
  const failed = standsInFor.get(step.id) ?? null;
  return {
    step,
    dependents: dependents.get(step.id) ?? [],
    standsInFor: failed,
    // A step that stands in waits for the other one to fail, too.
    missing: step.dependsOn.length + (failed === null ? 0 : 1),
    ran: 0,
    broken: null,
    status: 'waiting',
    because: '',
    settled: undefined,
    elements: null,
  };
}
