import {findMember} from './find-member.ts';
import {type PluginMember, pluginMembers} from './plugin-members.ts';
import {removeChild} from './remove-child.ts';
import {removeIfEmpty} from './remove-if-empty.ts';
import {interiorOf, type SettingsRecord} from './settings-record.ts';
import {treeOf} from './tree-of.ts';

/** The text without the two members that an install put there, whatever their value is now. */
export function removePlugin(text: string, record: SettingsRecord | undefined): string {
  return pluginMembers('')
    .reverse()
    .reduce((rest, member) => removeMember(rest, member, record), text);
}

function removeMember(
  text: string,
  {container: key, name}: PluginMember,
  record: SettingsRecord | undefined,
): string {
  const container = findMember(treeOf(text), key)?.children?.[1];
  const child = container && findMember(container, name);
  const rest = child
    ? removeChild(text, {container, child, interior: interiorOf(record, key) ?? ''})
    : text;
  const wasCreated = record === undefined ? child !== undefined : interiorOf(record, key) === null;
  return wasCreated
    ? removeIfEmpty(rest, treeOf(rest), {
        name: key,
        kind: 'object',
        interior: interiorOf(record, 'file') ?? '',
      })
    : rest;
}
