import {hookEntries} from './hook-entries.ts';
import {emptyManifest, type Manifest, type RecordedFile, writeManifest} from './manifest.ts';
import {type FileStep, type FilesPlan, planCopies} from './plan-files.ts';
import {isOwnPlugin, planPlugin} from './plan-plugin.ts';
import {hasStatusLine, planInstall, type SettingsPlan} from './plan-settings.ts';
import type {PluginPlan} from './plugin-plan.ts';
import {reportSetup} from './report-setup.ts';
import type {SetupFacts} from './setup-facts.ts';
import type {SetupResult} from './setup-failure.ts';
import type {SetupNote} from './setup-note.ts';
import {isPluginPart, type SetupPaths} from './setup-paths.ts';
import type {SetupReport} from './setup-report.ts';
import {statusCommand} from './status-command.ts';
import {hasHooks, hasMod, type SurfaceChoice} from './surface.ts';

export interface InstallationPlan {
  report: SetupReport;
  settings: SettingsPlan;
  files: FilesPlan;
  plugin: PluginPlan;
  manifest: {
    /** Holds while files are being written: it knows the old content and the new. */
    during: Manifest;
    after: Manifest;
  };
}

export interface InstallationWish {
  /** Absolute: the client starts everything of ours with it. */
  nodePath: string;
  surface: SurfaceChoice;
  /** Whether our status line stands in front of the person's; undefined: as it is now. */
  statusLine?: boolean | undefined;
}

/** Everything that an install is about to do. */
export function planInstallation(
  facts: SetupFacts,
  {nodePath, surface, statusLine}: InstallationWish,
): SetupResult<InstallationPlan> {
  const {paths, manifest, onDisk} = facts;
  if (statusLine === true && facts.scope === 'project') {
    return {ok: false, failure: {code: 'status-line-for-user-only'}};
  }
  const withStatusLine = statusLine ?? hasStatusLine(facts.settingsText);
  const isByHand = facts.isPluginOn && !isOwnPlugin(facts);
  const withHooks = hasHooks(surface.surface);
  const withPlugin = hasMod(surface.surface) && !isByHand;
  const entries = withHooks ? hookEntries({nodePath, folder: paths.folders.bundle}) : [];
  const needed = [
    ...entries.map(({bundle}) => `${bundle}.cjs`),
    'tierwise.cjs',
    ...(withStatusLine ? ['status-line.cjs'] : []),
    ...(withPlugin ? ['register.js', 'plugin.json', 'marketplace.json'] : []),
  ];
  const missing = needed.find((name) => !facts.distributed.some((file) => file.name === name));
  const distributed = facts.distributed.filter(({kind, name}) =>
    isPluginPart(kind) ? withPlugin : withHooks || needed.includes(name),
  );
  if (missing !== undefined) {
    const folder = facts.distFolder;
    return {ok: false, failure: {code: 'distribution-incomplete', folder, missing}};
  }
  const settings = planInstall(facts.settingsText, entries, manifest?.settings, {
    folder: withPlugin ? paths.folders.plugin : undefined,
    isOurs: isOwnPlugin(facts),
    statusLine: withStatusLine
      ? statusCommand({nodePath, folder: paths.folders.bundle})
      : undefined,
  });
  if (!settings.ok) {
    return settings;
  }
  const recorded = manifest?.files ?? [];
  const files = planCopies(distributed, {folders: paths.folders, onDisk, recorded});
  const created = findMissingLayers(facts, files.steps);
  const after: Manifest = {
    version: 1,
    files: files.recorded,
    folders: [...new Set([...(manifest?.folders ?? []), ...created.map(({name}) => name)])],
    settings: settings.value.record,
    ...(withPlugin ? {plugin: true} : {}),
  };
  // Begun is not done: a crash before the client took the plugin leaves something to do.
  const during = {
    ...after,
    files: mergeFingerprints(recorded, files.recorded),
    ...(withPlugin || isOwnPlugin(facts) ? {plugin: false} : {}),
  };
  const plugin = planPlugin(facts, {
    surface: surface.surface,
    isSettingsChanged: settings.value.before !== settings.value.after,
  });
  const report = reportSetup(facts, {
    settings: settings.value,
    plugin,
    surface,
    steps: files.steps,
    folders: created.map(({path}) => ({path, change: 'created'})),
    isManifestChanged: writeManifest(after) !== writeManifest(manifest ?? emptyManifest),
    notes: [...listNotes(facts, settings.value), ...files.notes],
    undoVerb: 'uninstall',
  });
  return {
    ok: true,
    value: {report, settings: settings.value, files, plugin, manifest: {during, after}},
  };
}

function listNotes(
  {scope, paths, manifest, isManifestDamaged, isPluginOn}: SetupFacts,
  {areHooksDisabled, statusLine}: SettingsPlan,
): SetupNote[] {
  const notes: (SetupNote | false)[] = [
    areHooksDisabled && {code: 'hooks-disabled', file: paths.settings},
    scope === 'project' && {code: 'paths-of-this-computer', file: paths.settings},
    isPluginOn && manifest?.plugin === undefined && {code: 'plugin-by-hand', file: paths.settings},
    statusLine === 'by-hand' && {code: 'status-line-by-hand', file: paths.settings},
    isManifestDamaged && {code: 'manifest-unreadable', file: paths.manifest},
  ];
  return notes.filter((note) => note !== false);
}

/** Folders above our data folder are not counted: they stay as long as it does. */
function findMissingLayers(
  {paths, listings, home}: SetupFacts,
  steps: readonly FileStep[],
): SetupPaths['layers'] {
  const used = [
    paths.folders.bundle,
    ...steps.filter(({from}) => from !== undefined).map(({kind}) => paths.folders[kind]),
  ];
  const holds = (outer: string, inner: string) => `${inner}/`.startsWith(`${outer}/`);
  return paths.layers.filter(
    ({path}) =>
      !listings.has(path) && !holds(path, home) && used.some((folder) => holds(path, folder)),
  );
}

function mergeFingerprints(
  old: readonly RecordedFile[],
  now: readonly RecordedFile[],
): RecordedFile[] {
  const find = (list: readonly RecordedFile[], {kind, name}: RecordedFile) =>
    list.find((each) => each.kind === kind && each.name === name);
  return [
    ...now.map((file) => {
      const all = [...(find(old, file)?.fingerprints ?? []), ...file.fingerprints];
      return {...file, fingerprints: [...new Set(all)]};
    }),
    ...old.filter((file) => find(now, file) === undefined),
  ];
}
