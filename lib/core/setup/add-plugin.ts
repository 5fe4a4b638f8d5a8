import {appendChild} from './append-child.ts';
import {describeContainer} from './describe-container.ts';
import {findMember} from './find-member.ts';
import {nameKind, parseSettings} from './parse-settings.ts';
import {type PluginMember, pluginMembers} from './plugin-members.ts';
import type {ContainerBefore} from './settings-record.ts';
import type {SetupResult} from './setup-failure.ts';
import {treeOf} from './tree-of.ts';

/** The text with the plugin switched on, and what its containers were before. */
export function addPlugin(
  settings: string,
  folder: string,
): SetupResult<{text: string; record: ContainerBefore[]}> {
  const parsed = parseSettings(settings);
  if (!parsed.ok) {
    return parsed;
  }
  let text = settings;
  const record = describeContainer(settings, 'file', parsed.value);
  for (const member of pluginMembers(folder)) {
    const container = findMember(treeOf(text), member.container)?.children?.[1];
    if (container && container.type !== 'object') {
      const {container: key} = member;
      const found = nameKind(container);
      return {ok: false, failure: {code: 'settings-plugins-not-an-object', key, found}};
    }
    record.push(...describeContainer(text, member.container, container));
    text = addMember(text, member);
  }
  return {ok: true, value: {text, record}};
}

function addMember(text: string, {container: key, name, value}: PluginMember): string {
  const root = treeOf(text);
  const container = findMember(root, key)?.children?.[1];
  return container === undefined
    ? appendChild(text, {root, container: root, key, value: {[name]: value}})
    : appendChild(text, {root, container, key: name, value});
}
