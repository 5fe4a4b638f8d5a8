import type {FileStep} from './plan-files.ts';
import type {SettingsPlan} from './plan-settings.ts';
import type {PluginPlan} from './plugin-plan.ts';
import type {SetupFacts} from './setup-facts.ts';
import type {SetupNote} from './setup-note.ts';
import type {SetupReport} from './setup-report.ts';
import type {SurfaceChoice} from './surface.ts';

/** The plan as a person reads it. The same for a dry run and for the work itself. */
export function reportSetup(
  {scope, isDryRun, paths, nextBackup}: SetupFacts,
  {
    settings,
    steps,
    folders,
    isManifestChanged,
    plugin,
    surface,
    notes,
    undoVerb,
  }: {
    settings: SettingsPlan;
    steps: readonly FileStep[];
    folders: SetupReport['folders'];
    isManifestChanged: boolean;
    plugin: PluginPlan;
    surface?: SurfaceChoice;
    notes: SetupNote[];
    undoVerb: 'install' | 'uninstall';
  },
): SetupReport {
  const change = nameChange(settings);
  const isBackedUp = change === 'edited' || change === 'removed';
  const isFileChanged = steps.some((step) => step.change !== 'unchanged' && step.change !== 'kept');
  return {
    scope,
    isDryRun,
    isChanged:
      change !== 'unchanged' ||
      isFileChanged ||
      isManifestChanged ||
      folders.length > 0 ||
      plugin.calls.length > 0,
    settings: {
      file: paths.settings,
      change,
      edits: settings.edits,
      statusLine: settings.statusLine,
      ...(isBackedUp ? {backup: nextBackup} : {}),
    },
    files: steps.map((step) => ({path: step.to, change: step.change})),
    folders,
    ...(surface === undefined ? {} : {surface}),
    plugin: {change: plugin.change, calls: plugin.calls.map(writeCall)},
    notes,
    undo: `tierwise ${undoVerb}${scope === 'user' ? '' : ' --scope project'}`,
  };
}

/** As one types it; a folder may have a space in its name. */
export function writeCall(args: readonly string[]): string {
  return ['claude', ...args]
    .map((arg) => (/^[\w@%+=:,./~-]+$/.test(arg) ? arg : `'${arg.replaceAll("'", "'\\''")}'`))
    .join(' ');
}

function nameChange({before, after}: SettingsPlan): SetupReport['settings']['change'] {
  if (before === after) {
    return 'unchanged';
  }
  return before === undefined ? 'created' : after === undefined ? 'removed' : 'edited';
}
