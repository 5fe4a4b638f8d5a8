import {parseCondition} from './condition.ts';
import {type Lookup, readField} from './fill-template.ts';
import type {Schedule, StepNode} from './schedule.ts';

/** The element that a unit works on. */
export interface Element {
  value: unknown;
  index: number;
}

/** Finds values for the templates of a step. What was skipped is null. */
export function lookUp(schedule: Schedule, element: Element | null): Lookup {
  return ([name, ...fields]) => readField(readValue(schedule, element, name), fields);
}

/** What a condition may ask about: the names in it, and nothing else. */
export function conditionValues(schedule: Schedule, when: string): Record<string, unknown> {
  const parsed = parseCondition(when);
  const {names, steps} = parsed.ok ? parsed.condition : {names: [], steps: []};
  const values = names.map((name) => [name, readValue(schedule, null, name) ?? null] as const);
  const asked = steps.map((id) => [id, describeNode(schedule.nodes.get(id))] as const);
  return {...Object.fromEntries(values), steps: Object.fromEntries(asked)};
}

function readValue(schedule: Schedule, element: Element | null, name: string): unknown {
  if (element !== null && name === 'item') {
    return element.value;
  }
  if (element !== null && name === 'index') {
    return element.index;
  }
  const node = schedule.byName.get(name);
  if (node !== undefined) {
    return outputOf(node);
  }
  return Object.hasOwn(schedule.inputs, name) ? schedule.inputs[name] : undefined;
}

function outputOf({settled}: StepNode): unknown {
  return settled?.kind === 'ran' ? settled.output : null;
}

function describeNode(node: StepNode | undefined): {status: string; output: unknown} {
  return node === undefined
    ? {status: 'waiting', output: null}
    : {status: node.status, output: outputOf(node)};
}
