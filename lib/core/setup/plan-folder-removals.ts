import type {FolderName, SetupPaths} from './setup-paths.ts';

/**
 * The folders that we created and that hold nothing once `removed` is gone, inner ones first.
 * Our own bundle folder needs no record: its name says whose it is.
 */
export function planFolderRemovals({
  layers,
  created,
  listings,
  removed,
}: {
  layers: SetupPaths['layers'];
  created: readonly FolderName[];
  /** The names in each folder; absent folders are not in it. */
  listings: ReadonlyMap<string, readonly string[]>;
  /** Full paths. */
  removed: readonly string[];
}): string[] {
  const gone = new Set(removed);
  const empty: string[] = [];
  for (const {name, path} of layers.toReversed()) {
    const isOurs = name === 'bundles' || created.includes(name);
    if (isOurs && listings.get(path)?.every((each) => gone.has(`${path}/${each}`))) {
      gone.add(path);
      empty.push(path);
    }
  }
  return empty;
}
