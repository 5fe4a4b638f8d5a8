import type {Scheduler} from '../night/schedule.ts';
import type {FileStep} from './plan-files.ts';
import type {SettingsEdit, StatusLineChange} from './plan-settings.ts';
import type {PluginPlan} from './plugin-plan.ts';
import type {SetupNote} from './setup-note.ts';
import type {SetupScope} from './setup-scope.ts';
import type {SurfaceChoice} from './surface.ts';

/** What an install or an uninstall did, or would do in a dry run. */
export interface SetupReport {
  scope: SetupScope;
  isDryRun: boolean;
  /** false: everything already was as it should be, and nothing was written. */
  isChanged: boolean;
  settings: {
    file: string;
    change: 'created' | 'edited' | 'removed' | 'unchanged';
    edits: SettingsEdit[];
    statusLine: StatusLineChange;
    /** The copy of settings.json as it was before. */
    backup?: string;
  };
  files: {path: string; change: FileStep['change']}[];
  folders: {path: string; change: 'created' | 'removed'}[];
  /** What is installed, and why that; undefined: an uninstall. */
  surface?: SurfaceChoice;
  plugin: {
    change: PluginPlan['change'];
    /** What Claude Code is told, as one would type it. */
    calls: string[];
  };
  /** That start no more nights; undefined: none did. */
  schedules?: Scheduler[];
  notes: SetupNote[];
  /** The command that takes it back. */
  undo: string;
}
