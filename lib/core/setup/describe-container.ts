import type {Node} from 'jsonc-parser';
import type {ContainerBefore} from './settings-record.ts';

/** Nothing for a container that holds something: its own elements tell that it is not ours. */
export function describeContainer(
  text: string,
  container: string,
  node: Node | undefined,
): ContainerBefore[] {
  if (node === undefined) {
    return [{container, interior: null}];
  }
  const interior = text.slice(node.offset + 1, node.offset + node.length - 1);
  return node.children?.length === 0 ? [{container, interior}] : [];
}
