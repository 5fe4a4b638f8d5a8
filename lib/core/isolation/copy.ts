/** An isolated copy of a repository, made for one attempt. Everything about it lies in `folder`. */
export interface Copy {
  folder: string;
  /** The root of the work tree that the agent gets, with a `.git` of its own. */
  tree: string;
  /** Where the agent starts: the same sub folder of the tree that the person stood in. */
  workingFolder: string;
  /** Our own record of the tree, byte by byte. No git command of ours reads the agent's `.git`. */
  ledger: string;
  /** The root of the person's work tree. */
  repository: string;
  /** The tree object in the ledger that holds what the copy started with. */
  baseline: string;
  /** The commit that was checked out; null: there was none yet. */
  commit: string | null;
  /** The same as the baseline in git's eyes, as `git add --all` makes it; null: git could not. */
  seen: string | null;
  /** Ignored paths that were copied because work needs them, as node_modules; never applied back. */
  carried: string[];
  /** What the person sees and the copy does not have, from the root of the repository. */
  leftOut: LeftOut[];
}

export interface LeftOut {
  path: string;
  because: 'nested repository' | 'not a file, folder or link';
}
