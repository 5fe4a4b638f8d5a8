import {nearestName} from '../config/nearest-name.ts';
import type {ParsedText} from './parse-workflow-text.ts';
import {maxProblems} from './problem-list.ts';
import type {FilePath, ProblemCode, WorkflowProblem} from './workflow-problem.ts';
import {type WorkflowFile, workflowSchema} from './workflow-schema.ts';

type CheckedShape = {ok: true; file: WorkflowFile} | {ok: false; problems: WorkflowProblem[]};

/** Whether a file has the shape of a workflow; what its names mean is not looked at. */
export function checkShape(parsed: ParsedText): CheckedShape {
  const checked = workflowSchema.safeParse(parsed.value);
  if (checked.success) {
    return {ok: true, file: checked.data.workflow};
  }
  const issues = checked.error.issues.slice(0, maxProblems) as unknown as Issue[];
  return {ok: false, problems: issues.flatMap((issue) => describeIssue(issue, parsed))};
}

interface Issue {
  code: string;
  message: string;
  path: (string | number)[];
  expected?: string;
  keys?: string[];
  values?: unknown[];
  minimum?: number;
  maximum?: number;
  origin?: string;
  errors?: Issue[][];
  issues?: Issue[];
}

function describeIssue(issue: Issue, {value, locate}: ParsedText): WorkflowProblem[] {
  const {path} = issue;
  const name = nameOf(path);
  const make = (code: ProblemCode, what: string, fix: string, at: FilePath = path) => ({
    code,
    severity: 'error' as const,
    ...locate(at, at === path ? 'value' : 'key'),
    what,
    fix,
  });
  if (issue.code === 'unrecognized_keys') {
    const known = knownKeys(path);
    return (issue.keys ?? []).map((key) => {
      const nearest = nearestName(key, known);
      const fix =
        nearest === null
          ? `Remove it. ${name} takes: ${known.join(', ')}.`
          : `Did you mean "${nearest}"?`;
      return make('unknown-key', `${name} has no key "${clip(key)}".`, fix, [...path, key]);
    });
  }
  if (issue.code === 'invalid_key') {
    const key = String(path.at(-1));
    const fix = 'Begin it with a letter; then letters, digits and _.';
    return [make('bad-name', `"${clip(key)}" cannot be a name.`, fix, [...path])];
  }
  const found = readPath(value, path);
  if (found === undefined) {
    return [make('missing-key', `${name} is missing.`, `Add "${String(path.at(-1))}:" here.`)];
  }
  const expected = nameExpected(issue, path);
  if (isDuration(path)) {
    const what = `${name} is ${writeFound(found)}, which is no duration.`;
    return [make('bad-duration', what, 'Write a number with ms, s, m or h, as in 90s or 1h30m.')];
  }
  return [make('wrong-value', `${name} is ${writeFound(found)}.`, fixFor(found, expected))];
}

/** `prompt: {topic}` is a map to YAML: what was meant is a text. */
function fixFor(found: unknown, expected: string): string {
  const isBraces = typeof found === 'object' && found !== null && expected.startsWith('a text');
  return isBraces && !Array.isArray(found)
    ? 'It takes a text: put it in quotes, or begin it with | on a line of its own.'
    : `It takes ${expected}.`;
}

function nameExpected(issue: Issue, path: FilePath): string {
  switch (issue.code) {
    case 'invalid_value':
      return `one of ${(issue.values ?? []).join(', ')}`;
    case 'invalid_type':
      return typeNames[issue.expected ?? ''] ?? String(issue.expected);
    case 'too_small':
      return issue.origin === 'number' || issue.origin === 'int'
        ? `a number above or equal to ${issue.minimum}`
        : `at least ${issue.minimum} of ${lengthOf(issue)}`;
    case 'too_big':
      return issue.origin === 'number' || issue.origin === 'int'
        ? `a number up to ${issue.maximum}`
        : `at most ${issue.maximum} ${lengthOf(issue)}`;
    case 'invalid_format':
      return formats[String(path.at(-1))] ?? formats.name ?? '';
    case 'invalid_union':
      return 'the name of a list, or a list';
    default:
      return issue.message;
  }
}

function lengthOf({origin}: Issue): string {
  return origin === 'string' ? 'letters' : 'elements';
}

const formats: Readonly<Record<string, string>> = {
  name: 'letters, digits, _ and -, beginning with a letter',
  output: 'letters, digits and _, beginning with a letter',
  on_error: 'fail, continue or fallback:<id of a step>',
};

const typeNames: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'a map of names and values',
  record: 'a map of names and values',
  array: 'a list',
};

function isDuration(path: FilePath): boolean {
  const last = path.at(-1);
  return last === 'timeout' || (last === 'backoff' && path.at(-2) === 'retry');
}

/** `steps[2].prompt`, and `The file` for the top. */
function nameOf(path: FilePath): string {
  const inner = path[0] === 'workflow' && path.length > 1 ? path.slice(1) : path;
  return inner.length === 0
    ? 'The file'
    : inner
        .map((part, at) => (typeof part === 'number' ? `[${part}]` : at === 0 ? part : `.${part}`))
        .join('');
}

/** The keys that the schema knows at a place. */
function knownKeys(path: FilePath): string[] {
  let node: unknown = workflowSchema;
  for (const part of path) {
    const {shape, element, valueType} = unwrap(node) as {
      shape?: Record<string, unknown>;
      element?: unknown;
      valueType?: unknown;
    };
    node = typeof part === 'number' ? element : (shape?.[part] ?? valueType);
  }
  return Object.keys((unwrap(node) as {shape?: object} | undefined)?.shape ?? {});
}

function unwrap(node: unknown): unknown {
  const optional = node as {unwrap?: () => unknown; element?: unknown} | undefined;
  return optional?.unwrap !== undefined && optional.element === undefined
    ? unwrap(optional.unwrap())
    : node;
}

function readPath(value: unknown, path: FilePath): unknown {
  let found = value;
  for (const part of path) {
    found =
      typeof found === 'object' && found !== null && Object.hasOwn(found, part)
        ? (found as Record<string | number, unknown>)[part]
        : undefined;
  }
  return found;
}

function writeFound(value: unknown): string {
  if (Array.isArray(value)) {
    return value.length === 0 ? 'an empty list' : `a list of ${value.length}`;
  }
  if (typeof value === 'object' && value !== null) {
    return 'a map';
  }
  if (typeof value === 'string' && value.length > 60) {
    return `a text of ${value.length} letters`;
  }
  return value === null ? 'empty' : JSON.stringify(value);
}

function clip(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
