import type {Node} from 'jsonc-parser';
import {findMember} from './find-member.ts';
import {findOwnHooks, type OwnHook} from './find-own-hooks.ts';
import {parseSettings} from './parse-settings.ts';
import {removeChild} from './remove-child.ts';
import {removeIfEmpty} from './remove-if-empty.ts';
import {interiorOf, type SettingsRecord} from './settings-record.ts';
import type {SetupResult} from './setup-failure.ts';
import {treeOf} from './tree-of.ts';

/**
 * The text without our handlers, and without the groups, arrays and objects that we created for
 * them and that are empty now. Undefined text: the file was created by us and nothing is left.
 * Without a record, an array or `hooks` that held nothing but ours counts as created by us.
 */
export function removeOwnHooks(
  settings: string,
  record: SettingsRecord | undefined,
): SetupResult<{text: string | undefined; removed: OwnHook[]}> {
  const parsed = parseSettings(settings);
  if (!parsed.ok) {
    return parsed;
  }
  const removed = findOwnHooks(settings, parsed.value);
  const events = new Set(removed.map(({event}) => event));
  const wasCreated = (container: string) =>
    record === undefined || interiorOf(record, container) === null;

  let text = removed.reduce((rest) => removeFirst(rest, record), settings);
  for (const event of [...events, ...createdEvents(record)]) {
    if (wasCreated(`hooks.${event}`)) {
      text = removeEvent(text, event, interiorOf(record, 'hooks') ?? '');
    }
  }
  if (wasCreated('hooks') && (record !== undefined || removed.length > 0)) {
    const interior = interiorOf(record, 'file') ?? '';
    text = removeIfEmpty(text, treeOf(text), {name: 'hooks', kind: 'object', interior});
  }
  const isOurs = record !== undefined && interiorOf(record, 'file') === null;
  return {ok: true, value: {text: isOurs && isEmptyObject(text) ? undefined : text, removed}};
}

/** Offsets move with each removal, so the tree is read again for each. */
function removeFirst(text: string, record: SettingsRecord | undefined): string {
  const [own] = findOwnHooks(text, treeOf(text));
  if (own === undefined) {
    return text;
  }
  const {groups, group, handlers, handler} = own.nodes;
  return isOwnGroup(group, handlers)
    ? removeChild(text, {
        container: groups,
        child: group,
        interior: interiorOf(record, `hooks.${own.event}`) ?? '',
      })
    : removeChild(text, {container: handlers, child: handler, interior: ''});
}

/** Nothing else is in it: no other handler, no field that we do not write. */
function isOwnGroup(group: Node, handlers: Node): boolean {
  const fields = group.children?.map((property) => property.children?.[0]?.value) ?? [];
  return (
    handlers.children?.length === 1 &&
    fields.every((field) => field === 'matcher' || field === 'hooks')
  );
}

function removeEvent(text: string, event: string, interior: string): string {
  const hooks = findMember(treeOf(text), 'hooks')?.children?.[1];
  return hooks === undefined
    ? text
    : removeIfEmpty(text, hooks, {name: event, kind: 'array', interior});
}

function isEmptyObject(text: string): boolean {
  return (treeOf(text).children ?? []).length === 0;
}

function createdEvents(record: SettingsRecord | undefined): string[] {
  return (record ?? [])
    .filter(({container, interior}) => container.startsWith('hooks.') && interior === null)
    .map(({container}) => container.slice('hooks.'.length));
}
