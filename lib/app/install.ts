import {join, resolve} from 'node:path';
import {readPluginSwitch} from '../core/health/read-plugin-switch.ts';
import {fileMark} from '../core/setup/file-mark.ts';
import {parseManifest, writeManifest} from '../core/setup/manifest.ts';
import type {DistributedFile, FileOnDisk, FileStep} from '../core/setup/plan-files.ts';
import {
  type InstallationPlan,
  type InstallationWish,
  planInstallation,
} from '../core/setup/plan-installation.ts';
import type {SettingsPlan} from '../core/setup/plan-settings.ts';
import type {SetupFacts} from '../core/setup/setup-facts.ts';
import type {SetupFailure, SetupResult} from '../core/setup/setup-failure.ts';
import {
  type FileKind,
  pluginParts,
  type SetupPaths,
  setupPaths,
} from '../core/setup/setup-paths.ts';
import type {SetupReport} from '../core/setup/setup-report.ts';
import type {SetupScope} from '../core/setup/setup-scope.ts';
import {
  fingerprintOf,
  isPresent,
  listFolder,
  makeFolder,
  readFileIfPresent,
  removeFile,
  writeFileAtomic,
} from '../edge/atomic-file.ts';
import type {PluginClient} from '../edge/client-plugins.ts';
import {
  nextBackup,
  readSettingsFile,
  type SettingsLock,
  withSettingsLock,
  writeBackup,
  writeSettingsFile,
} from '../edge/settings-file.ts';
import type {Applied} from './applied.ts';
import {catchFileErrors} from './catch-file-errors.ts';
import {tellClient} from './tell-client.ts';

export interface SetupRequest {
  /** CLAUDE_CONFIG_DIR or ~/.claude. */
  claudeDir: string;
  /** Our data folder; an uninstall leaves it. */
  home: string;
  scope: SetupScope;
  /** Needed for scope `project`. */
  projectDir?: string | undefined;
  /** The built distribution. */
  distDir: string;
  now: Date;
  /** true: report what would be done, write nothing. */
  dryRun: boolean;
  /** undefined: there is no client to tell of a plugin. */
  client?: PluginClient | undefined;
}

export type InstallRequest = SetupRequest & InstallationWish;

/**
 * Puts our files beside settings.json, then registers the hooks in it. In that order a crash leaves
 * files that nothing starts; running again finishes. Doing it twice changes nothing more.
 */
export async function install(request: InstallRequest): Promise<SetupResult<SetupReport>> {
  return carryOut(request, {
    plan: (facts) => planInstallation(facts, request),
    apply: (plan, lock) => applyInstallation(request, plan, lock),
  });
}

async function applyInstallation(
  request: InstallRequest,
  {settings, files, plugin, manifest}: InstallationPlan,
  lock: SettingsLock,
): Promise<SetupResult<Applied>> {
  const paths = pathsOf(request);
  await makeFolder(paths.folders.bundle);
  await writeFileAtomic(paths.manifest, writeManifest(manifest.during));
  for (const step of files.steps) {
    await copyFile(request, step);
  }
  const replaced = await replaceSettings(request, settings, lock);
  if (!replaced.ok || !replaced.value.isCurrent) {
    return replaced;
  }
  const told = await tellClient(request.client, plugin, {
    file: pathsOf(request).settings,
    after: settings.after,
  });
  if (!told.ok) {
    return told;
  }
  for (const {to, change} of files.steps) {
    if (change === 'removed') {
      await removeFile(to);
    }
  }
  await writeFileAtomic(paths.manifest, writeManifest(manifest.after));
  return told;
}

async function copyFile(
  request: InstallRequest,
  {kind, name, to, from, isSetAside}: FileStep,
): Promise<void> {
  if (from === undefined) {
    return;
  }
  const data = await readFileIfPresent(from);
  if (data === undefined) {
    throw Object.assign(new Error(`${from} vanished`), {code: 'ENOENT', path: from});
  }
  const old = isSetAside && (await readFileIfPresent(to));
  if (old) {
    const file = await nextBackup(backupFolder(request), {name, now: request.now});
    await writeBackup(file, {name, data: old});
  }
  await makeFolder(pathsOf(request).folders[kind]);
  await writeFileAtomic(to, data);
}

/** With a backup of what was there. */
export async function replaceSettings(
  request: SetupRequest,
  plan: SettingsPlan,
  lock: SettingsLock,
): Promise<SetupResult<Applied>> {
  const file = pathsOf(request).settings;
  if (lock.isLost()) {
    return {ok: false, failure: {code: 'setup-lock-lost', file}};
  }
  if (plan.before === plan.after) {
    return {ok: true, value: {isCurrent: true, notes: []}};
  }
  if (plan.before !== undefined) {
    const name = backupName(request);
    const backup = await nextBackup(backupFolder(request), {name, now: request.now});
    await writeBackup(backup, {name, data: plan.before});
  }
  return {ok: true, value: {isCurrent: await writeSettingsFile(file, plan), notes: []}};
}

/**
 * Gather, plan, and unless there is nothing to do: lock, look again, since another install may have
 * done the work meanwhile, and apply.
 */
export async function carryOut<Plan extends {report: SetupReport}>(
  request: SetupRequest,
  {
    plan,
    apply,
  }: {
    plan: (facts: SetupFacts) => SetupResult<Plan>;
    apply: (plan: Plan, lock: SettingsLock) => Promise<SetupResult<Applied>>;
  },
): Promise<SetupResult<SetupReport>> {
  const file = pathsOf(request).settings;
  const look = async (): Promise<SetupResult<Plan>> => {
    const facts = await gatherFacts(request);
    return facts.ok ? withFile(plan(facts.value), file) : facts;
  };
  const applyLocked = async (lock: SettingsLock): Promise<SetupResult<SetupReport>> => {
    let first: SetupReport | undefined;
    for (let attempt = 0; attempt < attempts; attempt++) {
      const planned = await look();
      if (!planned.ok) {
        return planned;
      }
      const {report} = planned.value;
      first ??= report;
      const done: SetupResult<Applied> = report.isChanged
        ? await apply(planned.value, lock)
        : {ok: true, value: {isCurrent: true, notes: []}};
      if (!done.ok) {
        return done;
      }
      if (done.value.isCurrent) {
        // A second attempt finds the files of the first one in place.
        const {files, folders, isChanged} = first;
        const notes = [...report.notes, ...done.value.notes];
        return {ok: true, value: {...report, files, folders, isChanged, notes}};
      }
    }
    return {ok: false, failure: {code: 'settings-kept-changing', file}};
  };
  return catchFileErrors(async () => {
    const preview = await look();
    if (!preview.ok) {
      return preview;
    }
    const {report} = preview.value;
    return request.dryRun || !report.isChanged
      ? {ok: true, value: report}
      : withSettingsLock({file, stateFolder: join(request.home, 'state')}, applyLocked);
  });
}

/** How often a settings.json that changes under our hands is read and planned again. */
const attempts = 5;

async function gatherFacts(request: SetupRequest): Promise<SetupResult<SetupFacts>> {
  const paths = pathsOf(request);
  const settings = await readSettingsFile(paths.settings);
  if (!settings.ok) {
    return settings;
  }
  const manifestData = await readFileIfPresent(paths.manifest);
  const manifest = manifestData && parseManifest(manifestData.toString('utf8'));
  const distributed = await readDistribution(request.distDir);
  return {
    ok: true,
    value: {
      scope: request.scope,
      isDryRun: request.dryRun,
      paths,
      settingsText: settings.value,
      manifest,
      isManifestDamaged: manifestData !== undefined && manifest === undefined,
      distFolder: request.distDir,
      distributed,
      onDisk: await readOnDisk(paths, [...distributed, ...(manifest?.files ?? [])]),
      listings: await listLayers(paths),
      nextBackup: await nextBackup(backupFolder(request), {
        name: backupName(request),
        now: request.now,
      }),
      home: resolve(request.home),
      isHomePresent: await isPresent(request.home),
      isPluginOn: readPluginSwitch(settings.value ?? ''),
    },
  };
}

async function readDistribution(folder: string): Promise<DistributedFile[]> {
  const sources: {kind: FileKind; source: string; pattern: RegExp}[] = [
    {kind: 'bundle', source: join(folder, 'hooks'), pattern: /^[A-Za-z0-9][\w.-]*\.cjs$/},
    {kind: 'bundle', source: folder, pattern: /^tierwise\.cjs$/},
    {kind: 'agent', source: join(folder, 'agents'), pattern: /^[A-Za-z0-9][\w.-]*\.md$/},
    {kind: 'command', source: join(folder, 'commands'), pattern: /^[A-Za-z0-9][\w.-]*\.md$/},
    ...Object.entries(pluginParts).map(([kind, part]) => ({
      kind: kind as FileKind,
      source: join(folder, 'plugin', part),
      pattern: /^(?:[A-Za-z0-9][\w-]*\.(?:md|json|js)|LICENSE)$/,
    })),
  ];
  const files: DistributedFile[] = [];
  for (const {kind, source, pattern} of sources) {
    const names = ((await listFolder(source)) ?? []).filter((name) => pattern.test(name));
    for (const name of names.sort()) {
      const from = join(source, name);
      const data = await readFileIfPresent(from);
      if (data !== undefined) {
        files.push({kind, name, from, fingerprint: fingerprintOf(data)});
      }
    }
  }
  return files;
}

async function readOnDisk(
  {folders}: SetupPaths,
  files: readonly {kind: FileKind; name: string}[],
): Promise<Map<string, FileOnDisk>> {
  const onDisk = new Map<string, FileOnDisk>();
  for (const {kind, name} of files) {
    const path = `${folders[kind]}/${name}`;
    const found = await readFound(path);
    if (found) {
      onDisk.set(path, found);
    }
  }
  return onDisk;
}

async function readFound(path: string): Promise<FileOnDisk | undefined> {
  try {
    const data = await readFileIfPresent(path);
    if (data !== undefined) {
      return {fingerprint: fingerprintOf(data), isMarked: data.includes(fileMark)};
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EISDIR') {
      throw error;
    }
  }
  return (await isPresent(path)) ? {fingerprint: undefined, isMarked: false} : undefined;
}

async function listLayers({layers}: SetupPaths): Promise<Map<string, string[]>> {
  const listings = new Map<string, string[]>();
  for (const {path} of layers) {
    const names = await listFolder(path);
    if (names) {
      listings.set(path, names);
    }
  }
  return listings;
}

export function pathsOf({scope, claudeDir, projectDir}: SetupRequest): SetupPaths {
  if (scope === 'user') {
    return setupPaths(resolve(claudeDir));
  }
  if (projectDir === undefined) {
    throw new Error('scope "project" needs projectDir');
  }
  return setupPaths(join(resolve(projectDir), '.claude'));
}

function backupFolder({home}: SetupRequest): string {
  return join(home, 'backups');
}

/** Backups of a project do not push those of the user out. */
function backupName({scope}: SetupRequest): string {
  return scope === 'user' ? 'settings.json' : 'settings-project.json';
}

/** The core knows no paths of settings; whoever reads the failure needs one. */
function withFile<Value>(result: SetupResult<Value>, file: string): SetupResult<Value> {
  return result.ok || 'folder' in result.failure
    ? result
    : {ok: false, failure: {...result.failure, file} as SetupFailure};
}
