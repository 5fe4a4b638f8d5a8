import {findStatusLine} from './find-status-line.ts';
import {removeChild} from './remove-child.ts';
import {interiorOf, type SettingsRecord} from './settings-record.ts';
import {treeOf} from './tree-of.ts';

/** The text with the person's own status line as it was, byte for byte, or with none. */
export function removeStatusLine(text: string, record: SettingsRecord | undefined): string {
  const root = treeOf(text);
  const {member, command, ours} = findStatusLine(text, root) ?? {};
  if (member === undefined || command === undefined || ours?.own === undefined) {
    return text;
  }
  if (ours.own === null) {
    const interior = interiorOf(record, 'file') ?? '';
    return removeChild(text, {container: root, child: member, interior});
  }
  const {offset, length} = command;
  return text.slice(0, offset) + ours.own + text.slice(offset + length);
}
