import type {FileStep} from './plan-files.ts';
import type {SettingsPlan} from './plan-settings.ts';
import type {SetupFacts} from './setup-facts.ts';
import type {SetupNote} from './setup-note.ts';
import type {SetupReport} from './setup-report.ts';

/** The plan as a person reads it. The same for a dry run and for the work itself. */
export function reportSetup(
  {scope, isDryRun, paths, nextBackup}: SetupFacts,
  {
    settings,
    steps,
    folders,
    isManifestChanged,
    notes,
    undoVerb,
  }: {
    settings: SettingsPlan;
    steps: readonly FileStep[];
    folders: SetupReport['folders'];
    isManifestChanged: boolean;
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
    isChanged: change !== 'unchanged' || isFileChanged || isManifestChanged || folders.length > 0,
    settings: {
      file: paths.settings,
      change,
      edits: settings.edits,
      ...(isBackedUp ? {backup: nextBackup} : {}),
    },
    files: steps.map((step) => ({path: step.to, change: step.change})),
    folders,
    notes,
    undo: `tierwise ${undoVerb}${scope === 'user' ? '' : ' --scope project'}`,
  };
}

function nameChange({before, after}: SettingsPlan): SetupReport['settings']['change'] {
  if (before === after) {
    return 'unchanged';
  }
  return before === undefined ? 'created' : after === undefined ? 'removed' : 'edited';
}
