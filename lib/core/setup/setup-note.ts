import type {Scheduler} from '../night/schedule.ts';

/** Something a person should know about an install or an uninstall that went well. */
export type SetupNote =
  /** The client runs no hook at all. */
  | {code: 'hooks-disabled'; file: string}
  /** A file with our name that somebody else wrote; ours was not installed. */
  | {code: 'own-file-kept'; file: string}
  /** A file of ours with the user's edits. */
  | {code: 'edited-file-kept'; file: string}
  /** A file that could not be told from an edited one: replaced, with a copy in the backups. */
  | {code: 'copy-set-aside'; file: string}
  /** The install record was lost or damaged; the work went on without it. */
  | {code: 'manifest-unreadable'; file: string}
  /** A project's settings name folders of this computer; on another one they run nothing. */
  | {code: 'paths-of-this-computer'; file: string}
  /** The plugin was set up by hand, and stays as it is. */
  | {code: 'plugin-by-hand'; file: string}
  /** Our status line stands there in a form that we did not write, and stays as it is. */
  | {code: 'status-line-by-hand'; file: string}
  /** The client could not be told that the plugin is gone; these calls tell it. */
  | {code: 'plugin-left'; calls: string[]; reason: string}
  /** This scheduler would not stop starting nights; the command makes it. */
  | {code: 'schedule-left'; scheduler: Scheduler; reason: string; command: string}
  /** Configuration and evidence stay after an uninstall. */
  | {code: 'data-folder-left'; folder: string};
