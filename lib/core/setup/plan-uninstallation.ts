import {planRemovals} from './plan-files.ts';
import {planFolderRemovals} from './plan-folder-removals.ts';
import {isOwnPlugin, planPlugin} from './plan-plugin.ts';
import {planUninstall, type SettingsPlan} from './plan-settings.ts';
import type {PluginPlan} from './plugin-plan.ts';
import {reportSetup} from './report-setup.ts';
import type {SetupFacts} from './setup-facts.ts';
import type {SetupResult} from './setup-failure.ts';
import type {SetupNote} from './setup-note.ts';
import type {SetupReport} from './setup-report.ts';

export interface UninstallationPlan {
  report: SetupReport;
  settings: SettingsPlan;
  /** Full paths, the manifest last: a crash before it leaves the record for the next run. */
  files: string[];
  /** Inner ones first. */
  folders: string[];
  plugin: PluginPlan;
}

/** Everything that an uninstall is about to do. */
export function planUninstallation(facts: SetupFacts): SetupResult<UninstallationPlan> {
  const {paths, manifest, distributed, onDisk} = facts;
  const planned = planUninstall(facts.settingsText, manifest?.settings, {
    isOurs: isOwnPlugin(facts),
  });
  if (!planned.ok) {
    return planned;
  }
  const settings = planned.value;
  const recorded = manifest?.files ?? [];
  const {steps, notes} = planRemovals(distributed, {folders: paths.folders, onDisk, recorded});
  const hasManifest = manifest !== undefined || facts.isManifestDamaged;
  const files = [
    ...steps.filter(({change}) => change === 'removed').map(({to}) => to),
    ...(hasManifest ? [paths.manifest] : []),
  ];
  const isSettingsRemoved = settings.before !== undefined && settings.after === undefined;
  const folders = planFolderRemovals({
    layers: paths.layers,
    created: manifest?.folders ?? [],
    listings: facts.listings,
    removed: isSettingsRemoved ? [...files, paths.settings] : files,
  });
  const plugin = planPlugin(facts, {surface: undefined, isSettingsChanged: false});
  const report = reportSetup(facts, {
    settings,
    plugin,
    steps,
    folders: folders.map((path) => ({path, change: 'removed'})),
    isManifestChanged: hasManifest,
    notes: listNotes(facts, settings, notes),
    undoVerb: 'install',
  });
  return {ok: true, value: {report, settings, files, folders, plugin}};
}

function listNotes(
  {paths, manifest, isManifestDamaged, home, isHomePresent, isPluginOn}: SetupFacts,
  {edits, statusLine}: SettingsPlan,
  fileNotes: readonly SetupNote[],
): SetupNote[] {
  const isManifestLost = manifest === undefined && (isManifestDamaged || edits.length > 0);
  const notes: (SetupNote | false)[] = [
    isManifestLost && {code: 'manifest-unreadable', file: paths.manifest},
    ...fileNotes,
    isPluginOn && manifest?.plugin === undefined && {code: 'plugin-by-hand', file: paths.settings},
    statusLine === 'by-hand' && {code: 'status-line-by-hand', file: paths.settings},
    isHomePresent && {code: 'data-folder-left', folder: home},
  ];
  return notes.filter((note) => note !== false);
}
