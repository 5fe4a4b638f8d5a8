/** How the files of a work tree stand at one moment, ignored ones left out: by path, a mark of each. */
export type TreeNote = Readonly<Record<string, string>>;

/** The paths that were added, changed or removed between two moments, in order. */
export function compareTree(before: TreeNote, after: TreeNote): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].filter((name) => before[name] !== after[name]).sort();
}
