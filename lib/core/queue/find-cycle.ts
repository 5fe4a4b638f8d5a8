/**
 * The ring that a node leads into, as `a -> b -> a` in a list; undefined: there is none. Each node
 * is looked at once, so long chains cost no more than they are long.
 */
export function findCycle(
  start: string,
  nextOf: (node: string) => readonly string[],
): string[] | undefined {
  const finished = new Set<string>();
  const way: string[] = [];
  const pending: {node: string; next: string[]}[] = [{node: start, next: [...nextOf(start)]}];
  way.push(start);
  while (pending.length > 0) {
    const top = pending.at(-1) as {node: string; next: string[]};
    const node = top.next.shift();
    if (node === undefined) {
      finished.add(top.node);
      pending.pop();
      way.pop();
      continue;
    }
    const at = way.indexOf(node);
    if (at !== -1) {
      return [...way.slice(at), node];
    }
    if (!finished.has(node)) {
      way.push(node);
      pending.push({node, next: [...nextOf(node)]});
    }
  }
  return undefined;
}
