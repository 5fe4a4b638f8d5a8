import {type ASTNode, Environment} from '@marcbachmann/cel-js';

/** What a condition asks about. */
interface Condition {
  /** Names that have to be given, in the order they appear. */
  names: readonly string[];
  /** Steps named as `steps.fetch` or `steps["fetch"]`. */
  steps: readonly string[];
}

export type ParsedCondition =
  | {ok: true; condition: Condition}
  /** `offset`: from the start of the expression. */
  | {ok: false; problem: string; offset: number};

export type ConditionValue = {ok: true; value: boolean} | {ok: false; problem: string};

/** Names are checked by us, with the nearest one as a hint, so the language takes any. */
const language = new Environment({
  unlistedVariablesAreDyn: true,
  limits: {maxAstNodes: 500, maxDepth: 50},
});

/** Macros bind a name of their own: `files.exists(file, file == "x")`. */
const macros = new Set(['all', 'exists', 'exists_one', 'map', 'filter']);

/** Reads a condition (CEL) without evaluating it. */
export function parseCondition(text: string): ParsedCondition {
  const checked = language.check(text);
  if (!checked.valid) {
    const {summary, message, range} = checked.error ?? {};
    return {
      ok: false,
      problem: summary ?? message ?? 'It cannot be read',
      offset: range?.start ?? 0,
    };
  }
  if (checked.type !== 'bool' && checked.type !== 'dyn') {
    return {ok: false, problem: `It gives ${checked.type}, not true or false`, offset: 0};
  }
  const found: Found = {names: new Set(), bound: new Set(), steps: new Set()};
  walk(language.parse(text).ast, found);
  if (found.regex !== undefined) {
    // A pattern can take longer than the universe, and this one runs in our own process.
    const problem = 'matches() is left out: use contains(), startsWith() or endsWith()';
    return {ok: false, problem, offset: found.regex};
  }
  const names = [...found.names].filter((name) => !found.bound.has(name));
  return {ok: true, condition: {names, steps: [...found.steps]}};
}

/** The value of a condition that was checked. What can still go wrong: a null, a wrong type. */
export function evaluateCondition(
  text: string,
  values: Readonly<Record<string, unknown>>,
): ConditionValue {
  try {
    const value: unknown = language.parse(text)(values);
    return typeof value === 'boolean'
      ? {ok: true, value}
      : {ok: false, problem: 'it gives neither true nor false'};
  } catch (error) {
    const {summary, message} = error as {summary?: string; message: string};
    return {ok: false, problem: summary ?? message};
  }
}

interface Found {
  names: Set<string>;
  bound: Set<string>;
  steps: Set<string>;
  /** Where `matches` stands. */
  regex?: number;
}

function walk(node: ASTNode, found: Found): void {
  const {op, args} = node;
  if (op === 'id') {
    found.names.add(args);
  } else if (op === '.' && isSteps(args[0])) {
    found.steps.add(args[1]);
  } else if (op === '[]' && isSteps(args[0]) && args[1].op === 'value') {
    found.steps.add(String(args[1].args));
  }
  if (op === 'rcall') {
    const [name, , parameters] = args;
    if (name === 'matches') {
      found.regex = node.start;
    }
    const [variable] = parameters;
    if (macros.has(name) && variable?.op === 'id') {
      found.bound.add(variable.args);
    }
  }
  if (op === 'call' && args[0] === 'matches') {
    found.regex = node.start;
  }
  for (const child of childrenOf(args)) {
    walk(child, found);
  }
}

function isSteps(node: ASTNode): boolean {
  return node.op === 'id' && node.args === 'steps';
}

function childrenOf(value: unknown): ASTNode[] {
  if (Array.isArray(value)) {
    return value.flatMap(childrenOf);
  }
  return typeof value === 'object' && value !== null && 'op' in value ? [value as ASTNode] : [];
}
