/** What can go wrong with `tierwise trust`, and where trust is asked for. Nothing was changed. */
export type TrustFailure =
  | {code: 'trust-folder-missing'; folder: string}
  /** The home folder, or one above it: everything below would be trusted, too. */
  | {code: 'trust-folder-too-wide'; folder: string}
  | {code: 'trust-not-listed'; folder: string}
  /** `repository` is what would have to be trusted. */
  | {code: 'folder-not-trusted'; folder: string; repository: string};
