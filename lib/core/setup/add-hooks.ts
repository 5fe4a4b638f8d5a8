import {appendChild} from './append-child.ts';
import {describeContainer} from './describe-container.ts';
import {findMember} from './find-member.ts';
import type {HookEntries, HookEntry} from './hook-entries.ts';
import {nameKind, parseSettings} from './parse-settings.ts';
import type {ContainerBefore} from './settings-record.ts';
import type {SetupResult} from './setup-failure.ts';

/** The text with a group of its own for each entry, and what the containers were before. */
export function addHooks(
  settings: string,
  entries: HookEntries,
): SetupResult<{text: string; record: ContainerBefore[]}> {
  let text = settings;
  const record: ContainerBefore[] = [];
  for (const entry of entries) {
    const added = addHook(text, entry);
    if (!added.ok) {
      return added;
    }
    text = added.value.text;
    const isKnown = ({container}: ContainerBefore) =>
      record.some((each) => each.container === container);
    record.push(...added.value.before.filter((each) => !isKnown(each)));
  }
  return {ok: true, value: {text, record}};
}

function addHook(
  text: string,
  {event, matcher, handler}: HookEntry,
): SetupResult<{text: string; before: ContainerBefore[]}> {
  const parsed = parseSettings(text);
  if (!parsed.ok) {
    return parsed;
  }
  const root = parsed.value;
  const group = {...(matcher === undefined ? {} : {matcher}), hooks: [handler]};
  const hooks = findMember(root, 'hooks')?.children?.[1];
  const groups = hooks && findMember(hooks, event)?.children?.[1];

  if (hooks && hooks.type !== 'object') {
    const found = nameKind(hooks);
    return {ok: false, failure: {code: 'settings-hooks-not-an-object', found}};
  }
  if (groups && groups.type !== 'array') {
    const found = nameKind(groups);
    return {ok: false, failure: {code: 'settings-event-not-an-array', event, found}};
  }
  const before = [
    ...describeContainer(text, 'file', root),
    ...describeContainer(text, 'hooks', hooks),
    ...describeContainer(text, `hooks.${event}`, groups),
  ];
  if (hooks === undefined) {
    const value = {[event]: [group]};
    const edited = appendChild(text, {root, container: root, key: 'hooks', value});
    return {ok: true, value: {text: edited, before}};
  }
  const edited = groups
    ? appendChild(text, {root, container: groups, value: group})
    : appendChild(text, {root, container: hooks, key: event, value: [group]});
  return {ok: true, value: {text: edited, before}};
}
