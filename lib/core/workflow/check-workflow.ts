import {nearestName} from '../config/nearest-name.ts';
import {buildWorkflow} from './build-workflow.ts';
import {checkReferences} from './check-references.ts';
import {checkShape} from './check-shape.ts';
import {linkSteps, type StepGraph} from './link-steps.ts';
import {parseWorkflowText} from './parse-workflow-text.ts';
import {makeProblemList, type ProblemList} from './problem-list.ts';
import type {UserAgents} from './step-agent.ts';
import type {Workflow} from './workflow.ts';
import type {WorkflowProblem} from './workflow-problem.ts';

export type CheckedWorkflow =
  | {ok: true; workflow: Workflow; graph: StepGraph; warnings: readonly WorkflowProblem[]}
  /** At least one is an error; warnings stand among them. */
  | {ok: false; problems: readonly WorkflowProblem[]};

/** Reads a workflow file and finds everything that would go wrong before anything runs. */
export function checkWorkflow(text: string, userAgents: UserAgents): CheckedWorkflow {
  const parsed = parseWorkflowText(text);
  if (!parsed.ok) {
    return parsed;
  }
  const shape = checkShape(parsed.value);
  if (!shape.ok) {
    return shape;
  }
  const list = makeProblemList(parsed.value);
  const workflow = buildWorkflow(shape.file, userAgents, list);
  checkNames(workflow, list);
  checkLinks(workflow, list);
  if (list.hasErrors()) {
    return {ok: false, problems: list.problems};
  }
  const linked = linkSteps(workflow.steps.map((step) => ({...step, fallback: fallbackOf(step)})));
  if (!linked.ok) {
    addCycle(workflow, linked.cycle, list);
    return {ok: false, problems: list.problems};
  }
  checkReferences(workflow, linked.graph, list);
  return list.hasErrors()
    ? {ok: false, problems: list.problems}
    : {ok: true, workflow, graph: linked.graph, warnings: list.problems};
}

function fallbackOf({onError}: Workflow['steps'][number]): string | null {
  return onError.kind === 'fallback' ? onError.step : null;
}

/** Every name stands for one thing. */
function checkNames({inputs, steps}: Workflow, list: ProblemList): void {
  const ids = new Set<string>();
  for (const [at, {id}] of steps.entries()) {
    if (ids.has(id)) {
      const path = ['workflow', 'steps', at, 'id'];
      list.add('duplicate-step', path, `There are two steps "${id}".`, () => 'Rename one of them.');
    }
    ids.add(id);
  }
  const owners = new Map<string, string>(inputs.map(({name}) => [name, 'an input']));
  for (const {id} of steps) {
    owners.set(id, owners.has(id) ? 'an input' : `step "${id}"`);
  }
  for (const [at, {id, output}] of steps.entries()) {
    const inputTwin = inputs.some(({name}) => name === id);
    if (inputTwin) {
      const path = ['workflow', 'steps', at, 'id'];
      const what = `"${id}" is also the name of an input.`;
      list.add('duplicate-name', path, what, () => 'Rename one of them.');
    }
    const owner = output === null || output === id ? undefined : owners.get(output);
    if (output !== null && owner !== undefined) {
      const path = ['workflow', 'steps', at, 'output'];
      const what = `"${output}" is also the name of ${owner}.`;
      list.add('duplicate-name', path, what, () => 'Choose another name for the output.');
    } else if (output !== null) {
      owners.set(output, `the output of step "${id}"`);
    }
    if (reservedNames.has(id) || (output !== null && reservedNames.has(output))) {
      const name = reservedNames.has(id) ? id : output;
      const path = ['workflow', 'steps', at, reservedNames.has(id) ? 'id' : 'output'];
      list.add('bad-name', path, `"${name}" has a meaning of its own.`, () => 'Choose another.');
    }
  }
  for (const {name} of inputs.filter((input) => reservedNames.has(input.name))) {
    const path = ['workflow', 'inputs', name];
    list.add('bad-name', path, `"${name}" has a meaning of its own.`, () => 'Choose another.');
  }
}

/** Words of conditions and templates; a value of that name could not be asked for. */
const reservedNames = new Set([
  ...['steps', 'item', 'index', 'true', 'false', 'null', 'in', 'has', 'size', 'type'],
  ...['int', 'uint', 'double', 'string', 'bool', 'bytes', 'list', 'map', 'dyn', 'null_type'],
  ...['timestamp', 'duration', 'optional', 'cel', 'constructor', 'prototype'],
  ...['as', 'break', 'const', 'continue', 'else', 'for', 'function', 'if', 'import', 'let'],
  ...['loop', 'package', 'namespace', 'return', 'var', 'void', 'while'],
]);

function checkLinks({steps}: Workflow, list: ProblemList): void {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const ids = [...byId.keys()];
  const hint = (name: string) => () => {
    const nearest = nearestName(name, ids);
    return nearest === null
      ? `The steps are: ${ids.slice(0, 20).join(', ')}${ids.length > 20 ? ' ...' : ''}.`
      : `Did you mean "${nearest}"?`;
  };
  const standsInFor = new Map<string, string>();
  for (const [at, step] of steps.entries()) {
    const path = ['workflow', 'steps', at];
    for (const [place, name] of step.dependsOn.entries()) {
      if (!byId.has(name)) {
        const what = `Step "${step.id}" depends on "${name}", which is no step.`;
        list.add('unknown-step', [...path, 'depends_on', place], what, hint(name));
      }
    }
    const fallback = fallbackOf(step);
    if (fallback === null) {
      continue;
    }
    const place = [...path, 'on_error'];
    const standIn = byId.get(fallback);
    if (standIn === undefined) {
      const what = `Step "${step.id}" falls back to "${fallback}", which is no step.`;
      list.add('unknown-step', place, what, hint(fallback));
      continue;
    }
    const other = standsInFor.get(fallback);
    if (other !== undefined) {
      const what = `"${fallback}" already stands in for step "${other}".`;
      list.add('bad-fallback', place, what, () => 'Give each step a fallback of its own.');
    }
    standsInFor.set(fallback, step.id);
    if (standIn.dependsOn.includes(step.id)) {
      const what = `"${fallback}" stands in for "${step.id}" and cannot depend on it.`;
      list.add('bad-fallback', place, what, () => `Take "${step.id}" out of its depends_on.`);
    }
    if ((step.outputSchema === null) !== (standIn.outputSchema === null)) {
      const [without] = step.outputSchema === null ? [step.id] : [fallback];
      const what = `"${step.id}" and its fallback "${fallback}" answer in different forms.`;
      list.add('bad-fallback', place, what, () => `Give "${without}" the same output_schema.`);
    }
  }
}

function addCycle({steps}: Workflow, cycle: readonly string[], list: ProblemList): void {
  const at = steps.findIndex(({id}) => id === cycle[0]);
  list.add(
    'cycle',
    ['workflow', 'steps', at, 'depends_on'],
    `The steps wait for each other: ${writeCycle(cycle)}.`,
    () => `Remove "${cycle.at(-2)}" from the depends_on of "${cycle[0]}", or another one of these.`,
  );
}

/** `a -> b -> a`; a long one with its middle left out. */
function writeCycle(cycle: readonly string[]): string {
  return (cycle.length > 12 ? [...cycle.slice(0, 10), '...', ...cycle.slice(-1)] : cycle).join(
    ' -> ',
  );
}
