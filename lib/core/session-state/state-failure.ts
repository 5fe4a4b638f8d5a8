/** What can go wrong with the state of a session. The file was not changed. */
export type StateFailure =
  /** Session ids name files, so this one must be a plain name. */
  | {code: 'state-session-unusable'; session: string}
  | {code: 'state-missing'; session: string; folder: string}
  /** Written by a newer tierwise. */
  | {code: 'state-newer'; file: string; version: number; known: number}
  /** Even without its history and its cached results. */
  | {code: 'state-too-large'; file: string; bytes: number; limit: number}
  | {code: 'state-backup-missing'; file: string};
