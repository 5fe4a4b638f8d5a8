/** What stands at a path, as git counts it: a file, a file that can be run, or a link. */
export interface FileState {
  mode: FileMode;
  /** The id of the content as git gives it to a blob of exactly these bytes. */
  id: string;
}

export const fileModes = ['100644', '100755', '120000'] as const;
export type FileMode = (typeof fileModes)[number];

/** One path that is to hold something else; null: there is nothing. */
export interface FileStep {
  path: string;
  before: FileState | null;
  after: FileState | null;
}

/** Everything that an attempt did to the files of its copy, ignored files aside. */
export interface Change {
  /** The agent left the files as they were. */
  isEmpty: boolean;
  steps: FileStep[];
  /** For a person to read: renames are recognised here, and are one entry. */
  files: ChangedFile[];
  /** Lines; a binary file counts none. */
  insertions: number;
  deletions: number;
  /** A patch that `git apply` understands, binary files included. */
  patchFile: string;
  /** Tree objects in the ledger. */
  baseline: string;
  result: string;
  /** The folder of the copy that it was made in. */
  copy: string;
}

export interface ChangedFile {
  path: string;
  change: 'added' | 'modified' | 'deleted' | 'renamed';
  /** The path it had before a rename. */
  from?: string;
}

/** A change that stands in the person's tree. */
export interface Applied {
  files: ChangedFile[];
  /** Paths that held the new content already, and were left as they were. */
  alreadyThere: string[];
}
