import {nearestName} from '../config/nearest-name.ts';
import {parseCondition} from './condition.ts';
import type {StepGraph} from './link-steps.ts';
import type {ProblemList} from './problem-list.ts';
import {parseTemplate, splitPath} from './template.ts';
import type {Step, Workflow} from './workflow.ts';
import type {FilePath} from './workflow-problem.ts';

/** Names that a step with `for_each` has for its own element. */
const elementNames = ['item', 'index'];

/**
 * Finds every name in prompts, conditions and lists that means nothing, or means something that is
 * not known yet when the step starts; and names that nobody reads.
 */
export function checkReferences(workflow: Workflow, graph: StepGraph, list: ProblemList): void {
  const scope = makeScope(workflow, graph);
  const read = new Set<string>();
  for (const [at, step] of workflow.steps.entries()) {
    const path = ['workflow', 'steps', at];
    const check = (name: readonly [string, ...string[]], place: FilePath) => {
      read.add(name[0]);
      checkName(name, step, scope, (code, what, fix) => list.add(code, place, what, fix));
    };
    for (const part of parseTemplate(step.prompt)) {
      if (part.kind === 'value') {
        check(part.path, [...path, 'prompt']);
      }
    }
    for (const [name, text] of Object.entries(step.env)) {
      for (const part of parseTemplate(text)) {
        if (part.kind === 'value') {
          check(part.path, [...path, 'env', name]);
        }
      }
    }
    checkCondition(step, path, check, list);
    checkForEach(step, path, check, scope, list);
  }
  warnOfUnused(workflow, graph, read, list);
}

type Check = (name: readonly [string, ...string[]], place: FilePath) => void;

function checkCondition(
  {when, forEach}: Step,
  path: FilePath,
  check: Check,
  list: ProblemList,
): void {
  if (when === null) {
    return;
  }
  const place = [...path, 'when'];
  const parsed = parseCondition(when);
  if (!parsed.ok) {
    const {problem, offset} = parsed;
    const what = `The condition cannot be used: ${problem}, at letter ${offset + 1}.`;
    list.add('bad-condition', place, what, () => 'See "Conditions" in docs/workflows.md.');
    return;
  }
  const {names, steps} = parsed.condition;
  for (const name of [...names.filter((each) => each !== 'steps'), ...steps]) {
    if (forEach !== null && elementNames.includes(name)) {
      const what = `"${name}" is not known here: "when" is judged once, before the list.`;
      list.add(
        'bad-condition',
        place,
        what,
        () => 'Say in the prompt which elements to pass over.',
      );
    } else {
      check([name], place);
    }
  }
}

function checkForEach(
  step: Step,
  path: FilePath,
  check: Check,
  scope: Scope,
  list: ProblemList,
): void {
  if (step.forEach?.kind !== 'path') {
    return;
  }
  const place = [...path, 'for_each'];
  if (!/^[A-Za-z][\w-]*(?:\.[\w-]+)*$/.test(step.forEach.path)) {
    const what = `for_each is "${step.forEach.path.slice(0, 60)}", which names no list.`;
    list.add('bad-for-each', place, what, () => 'Name an input or an output, or write a list.');
    return;
  }
  const name = splitPath(step.forEach.path);
  if (elementNames.includes(name[0])) {
    list.add('bad-for-each', place, `"${name[0]}" is not known yet here.`, () => 'Name a list.');
    return;
  }
  check(name, place);
  const target = scope.targets.get(name[0]);
  if (name.length === 1 && target !== undefined && !target.mayBeList) {
    list.add('bad-for-each', place, `"${name[0]}" is no list.`, () =>
      target.step === null
        ? 'Give the input "type: list".'
        : `Give step "${target.step.id}" an output_schema, and name the list in it.`,
    );
  }
}

/** Something that can be read by a name. */
interface Target {
  /** null: an input. */
  step: Step | null;
  /** What its fields are called; null: anything. undefined: it has none. */
  fields: readonly string[] | null | undefined;
  mayBeList: boolean;
}

interface Scope {
  targets: ReadonlyMap<string, Target>;
  isUpstream: (id: string, of: Step) => boolean;
}

function makeScope({inputs, steps}: Workflow, graph: StepGraph): Scope {
  const targets = new Map<string, Target>();
  for (const {name, type} of inputs) {
    const fields = type === 'object' || type === 'list' ? null : undefined;
    targets.set(name, {step: null, fields, mayBeList: type === 'list'});
  }
  for (const step of steps) {
    const target = {
      step,
      fields: fieldsOf(step),
      mayBeList: step.forEach !== null || step.outputSchema?.type === 'array',
    };
    targets.set(step.id, target);
    if (step.output !== null) {
      targets.set(step.output, target);
    }
  }
  const byId = new Map(steps.map((step) => [step.id, step]));
  return {targets, isUpstream: (id, of) => reaches(id, of, byId, graph)};
}

function fieldsOf({outputSchema, forEach}: Step): readonly string[] | null | undefined {
  if (forEach !== null) {
    return null;
  }
  if (outputSchema === null) {
    return undefined;
  }
  const properties = outputSchema.properties;
  return typeof properties === 'object' && properties !== null ? Object.keys(properties) : null;
}

/** Whether a step is surely settled when another one starts. */
function reaches(
  id: string,
  of: Step,
  byId: ReadonlyMap<string, Step>,
  {standsInFor}: StepGraph,
): boolean {
  const before = (step: Step): readonly string[] => {
    const failed = byId.get(standsInFor.get(step.id) ?? '');
    return [...step.dependsOn, ...(failed?.dependsOn ?? [])];
  };
  const seen = new Set<string>();
  const open = [...before(of)];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next === id) {
      return true;
    }
    const step = byId.get(next);
    if (!seen.has(next) && step !== undefined) {
      seen.add(next);
      open.push(...before(step));
    }
  }
  return false;
}

type Report = (
  code: 'unknown-name' | 'not-upstream' | 'no-such-field',
  what: string,
  fix: () => string,
) => void;

function checkName(
  [name, ...fields]: readonly [string, ...string[]],
  step: Step,
  {targets, isUpstream}: Scope,
  report: Report,
): void {
  if (step.forEach !== null && elementNames.includes(name)) {
    return;
  }
  const target = targets.get(name);
  if (target === undefined) {
    report('unknown-name', `"${name}" is no input, no output and no step.`, () => {
      const own = step.forEach === null ? [] : elementNames;
      const nearest = nearestName(name, [...own, ...targets.keys()]);
      return nearest === null
        ? `Add it to "inputs", or write {{${name}}} for the text itself.`
        : `Did you mean "${nearest}"?`;
    });
    return;
  }
  if (target.step !== null && !isUpstream(target.step.id, step)) {
    const {id} = target.step;
    report('not-upstream', `"${name}" is not known yet when step "${step.id}" starts.`, () =>
      id === step.id ? 'A step cannot read its own answer.' : `Add "${id}" to its depends_on.`,
    );
    return;
  }
  const [field] = fields;
  if (field === undefined) {
    return;
  }
  if (target.fields === undefined) {
    report('no-such-field', `"${name}" has no fields, so there is no "${field}" in it.`, () =>
      target.step === null
        ? 'Give the input "type: object".'
        : `Give step "${target.step.id}" an output_schema, or write {${name}}.`,
    );
  } else if (target.fields !== null && !target.fields.includes(field)) {
    const known = target.fields;
    report('no-such-field', `"${name}" has no field "${field}".`, () => {
      const nearest = nearestName(field, known);
      return nearest === null
        ? `Its fields are: ${known.join(', ')}.`
        : `Did you mean "${name}.${nearest}"?`;
    });
  }
}

/** What a step at the end of the graph answers is a result of the workflow, so it counts as read. */
function warnOfUnused(
  {inputs, steps}: Workflow,
  {dependents, standsInFor}: StepGraph,
  read: ReadonlySet<string>,
  list: ProblemList,
): void {
  for (const [at, {id, output}] of steps.entries()) {
    const isLast = (dependents.get(id)?.length ?? 0) === 0;
    const isRead = read.has(id) || (output !== null && read.has(output));
    if (output !== null && !isRead && !isLast && !standsInFor.has(id)) {
      const path = ['workflow', 'steps', at, 'output'];
      list.warn(
        'unused-output',
        path,
        `Nobody reads the output "${output}".`,
        () => `Use {${output}} in a later prompt, or remove the line.`,
      );
    }
  }
  for (const {name} of inputs) {
    if (!read.has(name)) {
      const path = ['workflow', 'inputs', name];
      list.warn(
        'unused-input',
        path,
        `Nobody reads the input "${name}".`,
        () => `Use {${name}} in a prompt, or remove it.`,
      );
    }
  }
}
