import {addHooks} from './add-hooks.ts';
import {findMember} from './find-member.ts';
import type {OwnHook} from './find-own-hooks.ts';
import type {HookEntries, HookEntry, HookHandler} from './hook-entries.ts';
import {parseSettings} from './parse-settings.ts';
import {removeOwnHooks} from './remove-own-hooks.ts';
import type {SettingsRecord} from './settings-record.ts';
import type {SetupResult} from './setup-failure.ts';

export interface SettingsPlan {
  /** undefined: no such file. */
  before: string | undefined;
  after: string | undefined;
  edits: SettingsEdit[];
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
 * settings.json with exactly one handler of ours per entry. Everything else keeps its bytes.
 * `record` is the last install's, undefined when there was none or when it was lost.
 */
export function planInstall(
  text: string | undefined,
  entries: HookEntries,
  record?: SettingsRecord,
): SetupResult<SettingsPlan> {
  const {mark, body} = splitMark(text);
  const stripped = removeOwnHooks(body ?? emptyBody, body === undefined ? absent : record);
  if (!stripped.ok) {
    return stripped;
  }
  const {removed} = stripped.value;
  const clean = stripped.value.text;
  const added = addHooks(clean ?? emptyBody, entries);
  if (!added.ok) {
    return added;
  }
  const after = isInstalled(removed, entries) ? text : mark + added.value.text;
  return {
    ok: true,
    value: {
      before: text,
      after,
      edits: listInstallEdits(removed, entries),
      areHooksDisabled: hasHooksDisabled(body),
      record: clean === undefined ? withoutFile(added.value.record) : added.value.record,
    },
  };
}

/** settings.json without anything of ours; undefined as before when our install created the file. */
export function planUninstall(
  text: string | undefined,
  record?: SettingsRecord,
): SetupResult<SettingsPlan> {
  const {mark, body} = splitMark(text);
  if (body === undefined) {
    return {
      ok: true,
      value: {before: text, after: text, edits: [], areHooksDisabled: false, record: []},
    };
  }
  const stripped = removeOwnHooks(body, record);
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
