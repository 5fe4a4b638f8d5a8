import {isRecord} from '../guard.ts';
import {findMember} from '../setup/find-member.ts';
import type {JsonNode} from '../setup/json-node.ts';
import {ownBundle} from '../setup/own-bundle.ts';
import {parseSettings} from '../setup/parse-settings.ts';
import {findMalformedHooks} from './find-malformed-hooks.ts';
import {type Check, type Finding, finding} from './finding.ts';
import type {SubagentModel} from './judge-client.ts';

/** One of the client's settings files that is there. */
export interface SettingsFacts {
  scope: 'user' | 'project' | 'local' | 'managed';
  file: string;
  /** undefined: it is there and cannot be read. */
  text: string | undefined;
  /** Why it cannot be read. */
  reason?: string;
}

export function judgeSettings(settings: SettingsFacts): Check {
  const {file, scope, text, reason} = settings;
  if (text === undefined) {
    return {
      findings: [finding('settings-not-usable', {file, reason: reason ?? 'it cannot be read'})],
    };
  }
  const body = withoutMark(text);
  const parsed = parseSettings(body);
  if (!parsed.ok) {
    const {failure} = parsed;
    return {
      findings: [
        failure.code === 'settings-not-json'
          ? finding('settings-broken', {
              file,
              line: failure.line,
              column: failure.column,
              problem: failure.problem,
            })
          : finding('settings-not-usable', {file, reason: 'it holds no JSON object'}),
      ],
    };
  }
  const root = parsed.value;
  const malformed = findMalformedHooks(body, root).map((each) =>
    finding('settings-handler-malformed', {file, ...each}),
  );
  const findings: Finding[] = [
    ...malformed,
    ...(isSet(root, 'disableAllHooks') ? [finding('hooks-disabled', {file})] : []),
    ...(scope === 'managed' ? [judgeManaged(root, file)] : []),
    ...listOtherPromptHooks(body).map((command) => finding('other-prompt-hook', {command, file})),
  ];
  return {healthy: `${file} is strict JSON, its hooks are well formed`, findings};
}

/** CLAUDE_CODE_SUBAGENT_MODEL in the `env` of a settings file. */
export function findSubagentModels(settings: readonly SettingsFacts[]): SubagentModel[] {
  return settings.flatMap(({file, text}) => {
    const env = readObject(text)?.env;
    const value = isRecord(env) ? env.CLAUDE_CODE_SUBAGENT_MODEL : undefined;
    return isRecord(env) && typeof value === 'string' && value !== ''
      ? [{value, isForced: isTrue(env.CLAUDE_CODE_SUBAGENT_MODEL_FORCE), where: `env of ${file}`}]
      : [];
  });
}

export function isTrue(value: unknown): boolean {
  return value === '1' || value === 'true' || value === true;
}

function judgeManaged(root: JsonNode, file: string): Finding {
  return isSet(root, 'allowManagedHooksOnly')
    ? finding('managed-hooks-only', {file})
    : finding('managed-settings', {file});
}

function isSet(root: JsonNode, name: string): boolean {
  return findMember(root, name)?.children?.[1]?.value === true;
}

/** The commands that other people's hooks of this event start, as far as they can be told. */
function listOtherPromptHooks(text: string): string[] {
  const hooks = readObject(text)?.hooks;
  const groups = isRecord(hooks) ? hooks.UserPromptSubmit : undefined;
  const handlers = (Array.isArray(groups) ? groups : []).flatMap((group) =>
    isRecord(group) && Array.isArray(group.hooks) ? group.hooks : [],
  );
  return handlers
    .filter((handler) => ownBundle(handler) === undefined)
    .flatMap((handler) => (isRecord(handler) ? [nameHandler(handler)] : []));
}

function nameHandler({type, command, args, url}: Record<string, unknown>): string {
  const words = [command, ...(Array.isArray(args) ? args : [])].filter(
    (word) => typeof word === 'string',
  );
  const name = words.length > 0 ? words.join(' ') : typeof url === 'string' ? url : `type ${type}`;
  return name.length > 120 ? `${name.slice(0, 119)}…` : name;
}

function readObject(text: string | undefined): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(withoutMark(text ?? ''));
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function withoutMark(text: string): string {
  return text.replace(/^\uFEFF/, '');
}
