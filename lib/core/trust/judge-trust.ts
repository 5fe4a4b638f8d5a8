/** A folder on the way up, from the one in question to the root of the disk. */
export interface Level {
  /** Its real path. */
  path: string;
  /** A repository begins here: there is a `.git` in it. */
  isRepository: boolean;
}

export interface TrustVerdict {
  isTrusted: boolean;
  /** What makes it trusted, or what would have to be trusted. */
  folder: string;
}

/**
 * Whether a folder is trusted: it is in the list, or lies in a listed one and no repository of its
 * own begins on the way. What was cloned into a trusted folder later has another author, so it
 * is not trusted by its place.
 * @param levels the folder itself first, then each folder above it.
 */
export function judgeTrust(levels: readonly Level[], trusted: ReadonlySet<string>): TrustVerdict {
  const end = levels.findIndex(({path, isRepository}) => isRepository || trusted.has(path));
  const last = levels[end] ?? levels[0];
  const folder = last?.path ?? '';
  return {isTrusted: trusted.has(folder), folder};
}
