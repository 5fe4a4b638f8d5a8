import type {Node} from 'jsonc-parser';
import {findMember} from './find-member.ts';
import {removeChild} from './remove-child.ts';

/** The text without an object or array that holds nothing any more. */
export function removeIfEmpty(
  text: string,
  container: Node,
  {name, kind, interior}: {name: string; kind: 'array' | 'object'; interior: string},
): string {
  const child = findMember(container, name);
  const value = child?.children?.[1];
  const isEmpty = value?.type === kind && value.children?.length === 0;
  return child && isEmpty && isOnlyOne(container, name)
    ? removeChild(text, {container, child, interior})
    : text;
}

/** Removing the last of two of a name would bring the first one, which did not count, to life. */
function isOnlyOne({children}: Node, name: string): boolean {
  return children?.filter((property) => property.children?.[0]?.value === name).length === 1;
}
