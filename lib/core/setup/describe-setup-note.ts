import type {SetupNote} from './setup-note.ts';

export interface SetupNoteText {
  /** One sentence or two for a terminal. */
  text: string;
  /** A command to copy: it stands on a line of its own, however long. */
  run?: string;
}

export function describeSetupNote(note: SetupNote): SetupNoteText {
  switch (note.code) {
    case 'hooks-disabled':
      return {
        text: `${note.file} says "disableAllHooks": true, so Claude Code runs no hooks, ours included. Remove that line to use tierwise.`,
      };
    case 'own-file-kept':
      return {
        text: `${note.file} is your own file and was kept. Rename it to get ours on the next install.`,
      };
    case 'edited-file-kept':
      return {
        text: `${note.file} has your edits and was kept. Delete it if you do not need them.`,
      };
    case 'copy-set-aside':
      return {
        text: `${note.file} was not as we installed it and was replaced. The old one is in the backups folder.`,
      };
    case 'manifest-unreadable':
      return {
        text: `${note.file} could not be read, so what an earlier install did was worked out from the files themselves.`,
      };
    case 'paths-of-this-computer':
      return {
        text: `The hooks in ${note.file} name folders of this computer. Do not commit them for others.`,
      };
    case 'plugin-by-hand':
      return {
        text: `${note.file} switches a plugin on that you set up yourself; it was left as it is. Take it out with:`,
        run: 'claude plugin uninstall tierwise@tierwise',
      };
    case 'status-line-by-hand':
      return {
        text: `${note.file} starts our status line in a form of your own; it was left as it is. It shows nothing when tierwise is gone: take it out there yourself.`,
      };
    case 'plugin-left':
      return {
        text: `Claude Code still lists the plugin (${note.reason}). Run:`,
        run: note.calls.join(' && '),
      };
    case 'schedule-left':
      return {
        text: `${note.scheduler} may still start nights (${note.reason}). Run:`,
        run: note.command,
      };
    case 'data-folder-left':
      return {
        text: `${note.folder} was left: it holds your configuration and evidence. Delete it if you do not need them.`,
      };
    default:
      return note satisfies never;
  }
}
