import type {Node} from 'jsonc-parser';
import {findMember} from './find-member.ts';
import {ownBundle} from './own-bundle.ts';

/** A handler of ours, with the places that removing it needs. */
export interface OwnHook {
  event: string;
  matcher: string | undefined;
  bundle: string;
  handler: unknown;
  nodes: {groups: Node; group: Node; handlers: Node; handler: Node};
}

/** Our handlers in a settings file, in the order of the text, whoever's group they stand in. */
export function findOwnHooks(text: string, root: Node): OwnHook[] {
  // All properties of a name, not just the one that counts: a shadowed copy of ours goes as well.
  return members(root)
    .filter(([name]) => name === 'hooks')
    .flatMap(([, hooks]) => members(hooks))
    .flatMap(([event, groups]) =>
      elements(groups).flatMap((group) => findInGroup(text, event, groups, group)),
    );
}

function findInGroup(text: string, event: string, groups: Node, group: Node): OwnHook[] {
  const handlers = group.type === 'object' ? findMember(group, 'hooks')?.children?.[1] : undefined;
  if (handlers === undefined) {
    return [];
  }
  const matcher = findMember(group, 'matcher')?.children?.[1]?.value;
  return elements(handlers).flatMap((node) => {
    const handler: unknown = JSON.parse(text.slice(node.offset, node.offset + node.length));
    const bundle = ownBundle(handler);
    return bundle === undefined
      ? []
      : [{event, matcher, bundle, handler, nodes: {groups, group, handlers, handler: node}}];
  });
}

function members(node: Node): [string, Node][] {
  const properties = node.type === 'object' ? (node.children ?? []) : [];
  return properties.flatMap(({children}) =>
    children?.[0] && children[1] ? [[children[0].value as string, children[1]]] : [],
  );
}

function elements(node: Node): Node[] {
  return node.type === 'array' ? (node.children ?? []) : [];
}
