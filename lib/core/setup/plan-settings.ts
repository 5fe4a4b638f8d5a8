import {getNodeValue} from 'jsonc-parser';
import {addHooks} from './add-hooks.ts';
import {addPlugin} from './add-plugin.ts';
import {addStatusLine} from './add-status-line.ts';
import {findMember} from './find-member.ts';
import type {OwnHook} from './find-own-hooks.ts';
import {findStatusLine, type StatusLine} from './find-status-line.ts';
import type {HookEntries, HookEntry, HookHandler} from './hook-entries.ts';
import type {JsonNode} from './json-node.ts';
import {parseSettings} from './parse-settings.ts';
import {pluginMembers} from './plugin-members.ts';
import {removeOwnHooks} from './remove-own-hooks.ts';
import {removePlugin} from './remove-plugin.ts';
import {removeStatusLine} from './remove-status-line.ts';
import type {ContainerBefore, SettingsRecord} from './settings-record.ts';
import type {SetupResult} from './setup-failure.ts';
import {treeOf} from './tree-of.ts';

export interface SettingsPlan {
  /** undefined: no such file. */
  before: string | undefined;
  after: string | undefined;
  edits: SettingsEdit[];
  statusLine: StatusLineChange;
  /** `disableAllHooks: true` stands in the file: the client will run nothing of ours. */
  areHooksDisabled: boolean;
  /** To be kept until the uninstall. */
  record: SettingsRecord;
}

export interface SettingsEdit {
  change: 'added' | 'replaced' | 'kept' | 'removed';
  event: string;
  matcher?: string;
  bundle: string;
}

/**
 * What happens to the status line: `wrapped` and `added` put ours there, `removed` takes it out,
 * `by-hand` is one that somebody else put there, and that stays. `none`: ours is not there.
 */
export type StatusLineChange =
  | 'none'
  | 'wrapped'
  | 'added'
  | 'replaced'
  | 'kept'
  | 'removed'
  | 'by-hand';

/** What settings.json switches on beside the hooks. */
export interface SettingsSwitches {
  /** Where the plugin lies; undefined: it is not wanted. */
  folder: string | undefined;
  /** An earlier install of ours switched it on; what somebody else switched on is not touched. */
  isOurs: boolean;
  /** What starts our status line; undefined: it is not wanted. */
  statusLine?: string | undefined;
}

const noSwitches: SettingsSwitches = {folder: undefined, isOurs: false};

/**
 * settings.json with exactly one handler of ours per entry, and the plugin where it is wanted.
 * Everything else keeps its bytes. `record` is the last install's, undefined when there was none
 * or when it was lost.
 */
export function planInstall(
  text: string | undefined,
  entries: HookEntries,
  record?: SettingsRecord,
  switches: SettingsSwitches = noSwitches,
): SetupResult<SettingsPlan> {
  const {mark, body} = splitMark(text);
  const stripped = strip(body ?? emptyBody, body === undefined ? absent : record, switches);
  if (!stripped.ok) {
    return stripped;
  }
  const {removed} = stripped.value;
  const clean = stripped.value.text;
  const added = add(clean ?? emptyBody, entries, switches);
  if (!added.ok) {
    return added;
  }
  const statusLine = nameStatusLineChange(body, switches.statusLine);
  const isDone =
    isInstalled(removed, entries) &&
    isSwitched(body, switches) &&
    ['none', 'kept', 'by-hand'].includes(statusLine);
  return {
    ok: true,
    value: {
      before: text,
      after: isDone ? text : mark + added.value.text,
      edits: listInstallEdits(removed, entries),
      statusLine,
      areHooksDisabled: hasHooksDisabled(body),
      record: clean === undefined ? withoutFile(added.value.record) : added.value.record,
    },
  };
}

function strip(
  body: string,
  record: SettingsRecord | undefined,
  {isOurs}: SettingsSwitches,
): ReturnType<typeof removeOwnHooks> {
  const parsed = parseSettings(body);
  if (!parsed.ok) {
    return parsed;
  }
  // The last that was added goes first.
  const rest = removeStatusLine(body, record);
  return removeOwnHooks(isOurs ? removePlugin(rest, record) : rest, record);
}

function add(text: string, entries: HookEntries, {folder, statusLine}: SettingsSwitches): Addition {
  const additions: ((text: string) => Addition)[] = [
    (each) => addHooks(each, entries),
    ...(folder === undefined ? [] : [(each: string) => addPlugin(each, folder)]),
    ...(statusLine === undefined ? [] : [(each: string) => addStatusLine(each, statusLine)]),
  ];
  return additions.reduce<Addition>(
    (done, addition) => (done.ok ? join(done.value, addition(done.value.text)) : done),
    {ok: true, value: {text, record: []}},
  );
}

type Addition = SetupResult<{text: string; record: ContainerBefore[]}>;

/** What a container was before the first addition counts. */
function join({record}: {record: ContainerBefore[]}, added: Addition): Addition {
  if (!added.ok) {
    return added;
  }
  const isKnown = ({container}: ContainerBefore) =>
    record.some((each) => each.container === container);
  const others = added.value.record.filter((each) => !isKnown(each));
  return {ok: true, value: {text: added.value.text, record: [...record, ...others]}};
}

/** Nothing is to be done about the plugin's members. */
function isSwitched(body: string | undefined, {folder, isOurs}: SettingsSwitches): boolean {
  const root = treeOf(body ?? emptyBody);
  const found = pluginMembers(folder ?? '').map(({container, name, value}) => {
    const members = findMember(root, container)?.children?.[1];
    const node = members && findMember(members, name)?.children?.[1];
    return {isThere: node !== undefined, isRight: isValue(node, value)};
  });
  return folder === undefined
    ? !isOurs || found.every(({isThere}) => !isThere)
    : found.every(({isRight}) => isRight);
}

/** Ours stands in this settings file; false also for one that is no JSON. */
export function hasStatusLine(text: string | undefined): boolean {
  const {body = emptyBody} = splitMark(text);
  return parseSettings(body).ok && readStatusLine(body)?.ours !== undefined;
}

/** @param command what starts ours; undefined: it is not wanted. */
function nameStatusLineChange(
  body: string | undefined,
  command: string | undefined,
): StatusLineChange {
  const line = readStatusLine(body);
  if (line?.ours !== undefined && line.ours.own === undefined) {
    return 'by-hand';
  }
  const isThere = line?.ours !== undefined;
  if (command === undefined) {
    return isThere ? 'removed' : 'none';
  }
  if (isThere) {
    return line.ours?.command === command ? 'kept' : 'replaced';
  }
  return line === undefined ? 'added' : 'wrapped';
}

function readStatusLine(body: string | undefined): StatusLine | undefined {
  return findStatusLine(body ?? emptyBody, treeOf(body ?? emptyBody));
}

function isValue(node: JsonNode | undefined, value: unknown): boolean {
  return node !== undefined && JSON.stringify(getNodeValue(node)) === JSON.stringify(value);
}

/** settings.json without anything of ours; undefined as before when our install created the file. */
export function planUninstall(
  text: string | undefined,
  record?: SettingsRecord,
  switches: Pick<SettingsSwitches, 'isOurs'> = noSwitches,
): SetupResult<SettingsPlan> {
  const {mark, body} = splitMark(text);
  if (body === undefined) {
    return {
      ok: true,
      value: {
        ...{before: text, after: text, edits: [], statusLine: 'none'},
        ...{areHooksDisabled: false, record: []},
      },
    };
  }
  const stripped = strip(body, record, {...noSwitches, ...switches});
  if (!stripped.ok) {
    return stripped;
  }
  const clean = stripped.value.text;
  return {
    ok: true,
    value: {
      before: text,
      after: clean === undefined ? undefined : mark + clean,
      edits: stripped.value.removed.map((own) => describeEdit('removed', own)),
      statusLine: nameStatusLineChange(body, undefined),
      areHooksDisabled: hasHooksDisabled(body),
      record: [],
    },
  };
}

const emptyBody = '{}\n';

const absent: SettingsRecord = [{container: 'file', interior: null}];

/** The client accepts a byte order mark; JSON.parse does not. */
function splitMark(text: string | undefined): {mark: string; body: string | undefined} {
  return text?.startsWith('\uFEFF')
    ? {mark: '\uFEFF', body: text.slice(1)}
    : {mark: '', body: text};
}

function isInstalled(own: readonly OwnHook[], entries: HookEntries): boolean {
  return (
    own.length === entries.length &&
    entries.every((entry) =>
      own.some((each) => isSamePlace(each, entry) && isAsWritten(each, entry)),
    )
  );
}

function isSamePlace(own: OwnHook, entry: HookEntry): boolean {
  return own.event === entry.event && own.bundle === entry.bundle && own.matcher === entry.matcher;
}

function isAsWritten({handler}: OwnHook, entry: HookEntry): boolean {
  const found = handler as Record<string, unknown>;
  const names = Object.keys(entry.handler) as (keyof HookHandler)[];
  return (
    Object.keys(found).length === names.length &&
    names.every((name) => JSON.stringify(found[name]) === JSON.stringify(entry.handler[name]))
  );
}

function listInstallEdits(own: readonly OwnHook[], entries: HookEntries): SettingsEdit[] {
  const isAbout = (each: OwnHook, entry: HookEntry) =>
    each.event === entry.event && each.bundle === entry.bundle;
  const obsolete = own.filter((each) => !entries.some((entry) => isAbout(each, entry)));
  return [
    ...entries.map((entry) => {
      const earlier = own.filter((each) => isAbout(each, entry));
      const isKept = earlier.length === 1 && isInstalled(earlier, [entry]);
      const change = isKept ? 'kept' : earlier.length > 0 ? 'replaced' : 'added';
      return describeEdit(change, entry);
    }),
    ...obsolete.map((each) => describeEdit('removed', each)),
  ];
}

function describeEdit(
  change: SettingsEdit['change'],
  {event, matcher, bundle}: {event: string; matcher?: string | undefined; bundle: string},
): SettingsEdit {
  return {change, event, ...(matcher === undefined ? {} : {matcher}), bundle};
}

function hasHooksDisabled(body: string | undefined): boolean {
  const parsed = parseSettings(body ?? emptyBody);
  return parsed.ok && findMember(parsed.value, 'disableAllHooks')?.children?.[1]?.value === true;
}

function withoutFile(record: SettingsRecord): SettingsRecord {
  return [...absent, ...record.filter(({container}) => container !== 'file')];
}
