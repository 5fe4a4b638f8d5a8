import type {Result} from '../failure/failure.ts';
import {findMember} from '../setup/find-member.ts';
import type {JsonNode} from '../setup/json-node.ts';
import {parseSettings} from '../setup/parse-settings.ts';
import {configKeys, projectKeys} from './config-keys.ts';
import type {ConfigProblem, ConfigWarning} from './config-problem.ts';
import {configSchema, projectConfigSchema} from './config-schema.ts';
import {locateOffset} from './locate-offset.ts';
import {nearestName} from './nearest-name.ts';

/** `user`: config.json. `project`: a project's `.claude/tierwise.json`. */
export type ConfigKind = 'user' | 'project';

export interface CheckedConfig {
  /** Any of these, and hooks treat the whole file as broken. */
  problems: ConfigProblem[];
  warnings: ConfigWarning[];
}

/** The tree of a configuration file without its byte order mark. Strict JSON, as hooks read it. */
export function parseConfig(text: string, file: string): Result<JsonNode> {
  const parsed = parseSettings(text);
  if (parsed.ok) {
    return parsed;
  }
  const {failure} = parsed;
  if (failure.code === 'settings-not-json') {
    return {ok: false, failure: {...failure, code: 'config-not-json', file}};
  }
  const found = failure.code === 'settings-not-an-object' ? failure.found : 'something else';
  return {ok: false, failure: {code: 'config-not-an-object', file, found}};
}

/** What is wrong with a configuration file, each with its place in the text. */
export function checkConfig(text: string, kind: ConfigKind, file: string): Result<CheckedConfig> {
  const body = text.replace(/^\uFEFF/, '');
  const parsed = parseConfig(body, file);
  if (!parsed.ok) {
    return parsed;
  }
  const root = parsed.value;
  const schema = kind === 'user' ? configSchema : projectConfigSchema;
  const value: unknown = JSON.parse(body);
  const checked = schema.safeParse(value);
  const problems = (checked.error?.issues ?? []).map((issue) => {
    const path = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step));
    const {node, isExact} = locate(root, path);
    return {
      key: writePath(path),
      ...locateOffset(body, node.offset),
      expected: nameExpected(issue),
      found: isExact ? nameFound(node) : 'missing',
    };
  });
  return {ok: true, value: {problems, warnings: findUnknownKeys(body, root, kind)}};
}

/** Why zod refuses this value for this key, in words; undefined: it is accepted. */
export function refusalOf(value: unknown): string | undefined {
  const issue = configSchema.safeParse(value).error?.issues[0];
  return issue && nameExpected(issue);
}

function locate(
  root: JsonNode,
  path: readonly (string | number)[],
): {node: JsonNode; isExact: boolean} {
  let node = root;
  for (const step of path) {
    const next =
      typeof step === 'number' ? node.children?.[step] : findMember(node, step)?.children?.[1];
    if (next === undefined) {
      return {node, isExact: false};
    }
    node = next;
  }
  return {node, isExact: true};
}

/** `rules[0].tier` */
function writePath(path: readonly (string | number)[]): string {
  return path
    .map((step, at) => (typeof step === 'number' ? `[${step}]` : at === 0 ? step : `.${step}`))
    .join('');
}

interface Issue {
  code: string;
  message: string;
  expected?: string;
  values?: unknown[];
  minimum?: unknown;
}

function nameExpected(found: object): string {
  const issue = found as Issue;
  switch (issue.code) {
    case 'invalid_value':
      return `one of ${(issue.values ?? []).join(', ')}`;
    case 'invalid_type':
      return typeNames[issue.expected ?? ''] ?? `${issue.expected}`;
    case 'too_small':
      return `a number of ${issue.minimum} or more`;
    default:
      return issue.message;
  }
}

const typeNames: Readonly<Record<string, string>> = {
  string: 'a text in quotes',
  number: 'a number',
  boolean: 'true or false',
  object: 'an object',
  record: 'an object',
  array: 'an array',
};

function nameFound(node: JsonNode): string {
  switch (node.type) {
    case 'object':
      return 'an object';
    case 'array':
      return 'an array';
    default: {
      const text = JSON.stringify(node.value);
      return text.length > 30 ? `${text.slice(0, 29)}…` : text;
    }
  }
}

/** Names that nobody reads, at the top and inside the rules and prices. */
function findUnknownKeys(text: string, root: JsonNode, kind: ConfigKind): ConfigWarning[] {
  const userKeys = Object.keys(configKeys);
  const known: readonly string[] = kind === 'user' ? userKeys : projectKeys;
  const report = (node: JsonNode, path: string, names: readonly string[]): ConfigWarning[] =>
    memberNames(node).flatMap(({name, key}) =>
      names.includes(name)
        ? []
        : [
            {
              key: path === '' ? name : `${path}.${name}`,
              ...locateOffset(text, key.offset),
              reason:
                kind === 'project' && path === '' && userKeys.includes(name)
                  ? ('not-in-project' as const)
                  : ('unknown' as const),
              nearest: nearestName(name, names),
            },
          ],
    );
  const rules = findMember(root, 'rules')?.children?.[1];
  const prices = kind === 'user' ? findMember(root, 'prices')?.children?.[1] : undefined;
  return [
    ...report(root, '', ['$schema', ...known]),
    ...(rules?.type === 'array' ? (rules.children ?? []) : []).flatMap((rule, at) => {
      const when = findMember(rule, 'when')?.children?.[1];
      return [
        ...report(rule, `rules[${at}]`, ['when', 'tier', 'because']),
        ...(when ? report(when, `rules[${at}].when`, ['kind', 'prompt', 'path', 'branch']) : []),
      ];
    }),
    ...(prices ? memberNames(prices) : []).flatMap(({name, value}) =>
      report(value, `prices.${name}`, [
        'input',
        'output',
        'cacheRead',
        'cacheWrite5m',
        'cacheWrite1h',
      ]),
    ),
  ];
}

function memberNames(node: JsonNode): {name: string; key: JsonNode; value: JsonNode}[] {
  const properties = node.type === 'object' ? (node.children ?? []) : [];
  return properties.flatMap(({children}) =>
    children?.[0] && children[1]
      ? [{name: children[0].value as string, key: children[0], value: children[1]}]
      : [],
  );
}
