import {locateOffset} from '../config/locate-offset.ts';
import {findMember} from '../setup/find-member.ts';
import type {JsonNode} from '../setup/json-node.ts';
import {nameKind} from '../setup/parse-settings.ts';

export interface MalformedHook {
  event: string;
  found: string;
  /** Both count from 1. */
  line: number;
  column: number;
}

/** Entries below `hooks` of a settings file that are none: with one, old clients run no hook of it. */
export function findMalformedHooks(text: string, root: JsonNode): MalformedHook[] {
  const hooks = memberOf(root, 'hooks');
  const complaints =
    hooks === undefined
      ? []
      : hooks.type === 'object'
        ? (hooks.children ?? []).flatMap(judgeEvent)
        : [wrongKind('every event', hooks, '"hooks"', 'an object')];
  return complaints.map(({event, found, node}) => ({
    event,
    found,
    ...locateOffset(text, node.offset),
  }));
}

interface Complaint {
  event: string;
  found: string;
  node: JsonNode;
}

function judgeEvent({children}: JsonNode): Complaint[] {
  const [key, groups] = children ?? [];
  const event = String(key?.value);
  if (groups === undefined) {
    return [];
  }
  return groups.type === 'array'
    ? (groups.children ?? []).flatMap((group) => judgeGroup(event, group))
    : [wrongKind(event, groups, `"${event}"`, 'an array')];
}

function judgeGroup(event: string, group: JsonNode): Complaint[] {
  if (group.type !== 'object') {
    return [wrongKind(event, group, 'a group of hooks', 'an object')];
  }
  const handlers = memberOf(group, 'hooks');
  if (handlers === undefined) {
    return [{event, found: 'a group has no "hooks"', node: group}];
  }
  return handlers.type === 'array'
    ? (handlers.children ?? []).flatMap((handler) => judgeHandler(event, handler))
    : [wrongKind(event, handlers, '"hooks" of a group', 'an array')];
}

function judgeHandler(event: string, handler: JsonNode): Complaint[] {
  if (handler.type !== 'object') {
    return [wrongKind(event, handler, 'a hook', 'an object')];
  }
  const type = memberOf(handler, 'type')?.value;
  if (typeof type !== 'string') {
    return [{event, found: 'a hook has no "type"', node: handler}];
  }
  return type === 'command' && typeof memberOf(handler, 'command')?.value !== 'string'
    ? [{event, found: 'a hook of type "command" has no "command"', node: handler}]
    : [];
}

function wrongKind(event: string, node: JsonNode, place: string, expected: string): Complaint {
  return {event, found: `${place} should be ${expected} and is ${nameKind(node)}`, node};
}

function memberOf(node: JsonNode, name: string): JsonNode | undefined {
  return findMember(node, name)?.children?.[1];
}
