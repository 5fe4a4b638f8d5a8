import {findMember} from './find-member.ts';
import type {JsonNode} from './json-node.ts';
import {type OwnStatusLine, readOwnStatusLine} from './wrapped-command.ts';

/** The status line of a settings file. */
export interface StatusLine {
  /** The member of the outermost object. */
  member: JsonNode;
  value: JsonNode;
  /** The string that holds the command; undefined: it is of a kind that we do not know. */
  command: JsonNode | undefined;
  /** undefined: it is the person's alone. */
  ours: OwnStatusLine | undefined;
}

/** The one that counts; undefined: there is none. */
export function findStatusLine(text: string, root: JsonNode): StatusLine | undefined {
  const member = findMember(root, 'statusLine');
  const value = member?.children?.[1];
  if (member === undefined || value === undefined) {
    return undefined;
  }
  const isCommand = findMember(value, 'type')?.children?.[1]?.value === 'command';
  const found = isCommand ? findMember(value, 'command')?.children?.[1] : undefined;
  const command = found?.type === 'string' ? found : undefined;
  const ours = command && readOwnStatusLine(spellingOf(text, command));
  return {member, value, command, ours};
}

/** A node as it is written. */
export function spellingOf(text: string, {offset, length}: JsonNode): string {
  return text.slice(offset, offset + length);
}
