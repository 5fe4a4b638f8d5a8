/** What decides how git behaves in a repository, at one moment. Values are ids or fingerprints. */
export interface RepositorySnapshot {
  /** `refs/heads/main`, or a commit id when HEAD is detached. */
  head: string;
  /** By full name: commit ids. */
  refs: Record<string, string>;
  /** By path from the git folder: config, hooks, info files, alternates, shallow. */
  files: Record<string, string>;
}

export interface RepositoryDifference {
  kind: 'head' | 'ref' | 'file';
  name: string;
  change: 'added' | 'changed' | 'removed';
}
