import {nearestName} from '../config/nearest-name.ts';
import type {InputType, WorkflowInput} from './workflow.ts';

/** What a run is given, by name; an input that was not given is null. */
type InputValues = Readonly<Record<string, unknown>>;

export type ReadInputs = {ok: true; values: InputValues} | {ok: false; problems: readonly string[]};

/** Turns `name=value` as typed into the values of a run. `given`: in the order typed, last wins. */
export function readInputs(
  inputs: readonly WorkflowInput[],
  given: readonly (readonly [name: string, text: string])[],
): ReadInputs {
  const known = new Map(inputs.map((input) => [input.name, input]));
  const problems: string[] = [];
  const values = new Map<string, unknown>(inputs.map((each) => [each.name, each.default ?? null]));
  const named = new Set<string>();
  for (const [name, text] of given) {
    const input = known.get(name);
    if (input === undefined) {
      problems.push(describeUnknown(name, [...known.keys()]));
      continue;
    }
    named.add(name);
    const read = readInputText(text, input.type);
    if (read.ok) {
      values.set(name, read.value);
    } else {
      problems.push(`"${name}" takes ${expected[input.type]}, not "${text.slice(0, 60)}".`);
    }
  }
  for (const {name, required, type, default: preset} of inputs) {
    if (required && preset === undefined && !named.has(name)) {
      problems.push(`"${name}" is missing; it takes ${expected[type]}.`);
    }
  }
  return problems.length > 0
    ? {ok: false, problems}
    : {ok: true, values: Object.fromEntries(values)};
}

/** Whether a value from a file has the type of its input. */
export function isInputValue(value: unknown, type: InputType): boolean {
  switch (type) {
    case 'list':
      return Array.isArray(value);
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    default:
      return typeof value === type;
  }
}

const expected: Readonly<Record<InputType, string>> = {
  string: 'a text',
  number: 'a number',
  boolean: 'true or false',
  list: 'a JSON list, as in ["a", "b"]',
  object: 'a JSON object, as in {"a": 1}',
};

function readInputText(text: string, type: InputType): {ok: true; value: unknown} | {ok: false} {
  if (type === 'string') {
    return {ok: true, value: text};
  }
  try {
    const value: unknown = JSON.parse(text);
    return isInputValue(value, type) ? {ok: true, value} : {ok: false};
  } catch {
    return {ok: false};
  }
}

function describeUnknown(name: string, known: readonly string[]): string {
  const nearest = nearestName(name, known);
  const hint =
    nearest !== null
      ? `Did you mean "${nearest}"?`
      : known.length === 0
        ? 'The workflow has no inputs.'
        : `The inputs are: ${known.join(', ')}.`;
  return `There is no input "${name.slice(0, 60)}". ${hint}`;
}
