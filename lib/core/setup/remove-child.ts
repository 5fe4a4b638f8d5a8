import type {Node} from 'jsonc-parser';

/**
 * The text without one child of an object or an array: the exact inverse of appending it.
 * `interior` is what stands between the brackets when nothing else is left.
 */
export function removeChild(
  text: string,
  {container, child, interior}: {container: Node; child: Node; interior: string},
): string {
  const children = container.children ?? [];
  const index = children.indexOf(child);
  const previous = children[index - 1];
  const next = children[index + 1];
  if (previous) {
    return cut(text, previous.offset + previous.length, child.offset + child.length);
  }
  if (next) {
    return cut(text, child.offset, next.offset);
  }
  return cut(text, container.offset + 1, container.offset + container.length - 1, interior);
}

function cut(text: string, from: number, to: number, instead = ''): string {
  return text.slice(0, from) + instead + text.slice(to);
}
