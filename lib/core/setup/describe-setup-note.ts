import type {SetupNote} from './setup-note.ts';

/** One sentence or two for a terminal. */
export function describeSetupNote(note: SetupNote): string {
  switch (note.code) {
    case 'hooks-disabled':
      return `${note.file} says "disableAllHooks": true, so Claude Code runs no hooks, ours included. Remove that line to use tierwise.`;
    case 'own-file-kept':
      return `${note.file} is your own file and was kept. Rename it to get ours on the next install.`;
    case 'edited-file-kept':
      return `${note.file} has your edits and was kept. Delete it if you do not need them.`;
    case 'copy-set-aside':
      return `${note.file} was not as we installed it and was replaced. The old one is in the backups folder.`;
    case 'manifest-unreadable':
      return `${note.file} could not be read, so what an earlier install did was worked out from the files themselves.`;
    case 'paths-of-this-computer':
      return `The hooks in ${note.file} name folders of this computer. Do not commit them for others.`;
    case 'plugin-by-hand':
      return `${note.file} switches a plugin on that you set up yourself; it was left as it is. Take it out with: claude plugin uninstall tierwise@tierwise`;
    case 'status-line-by-hand':
      return `${note.file} starts our status line in a form of your own; it was left as it is. It shows nothing when tierwise is gone: take it out there yourself.`;
    case 'plugin-left':
      return `Claude Code still lists the plugin (${note.reason}). Run: ${note.calls.join(' && ')}`;
    case 'data-folder-left':
      return `${note.folder} was left: it holds your configuration and evidence. Delete it if you do not need them.`;
    default:
      return note satisfies never;
  }
}
