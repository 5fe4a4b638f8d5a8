import type {Node} from 'jsonc-parser';

/** The property that counts: the last of its name, as for JSON.parse and for the client. */
export function findMember(node: Node, name: string): Node | undefined {
  return node.type === 'object'
    ? node.children?.findLast((property) => property.children?.[0]?.value === name)
    : undefined;
}
