import {planUninstallation, type UninstallationPlan} from '../core/setup/plan-uninstallation.ts';
import type {SetupResult} from '../core/setup/setup-failure.ts';
import type {SetupReport} from '../core/setup/setup-report.ts';
import {removeFile, removeFolderIfEmpty} from '../edge/atomic-file.ts';
import type {SettingsLock} from '../edge/settings-file.ts';
import type {Applied} from './applied.ts';
import {carryOut, pathsOf, replaceSettings, type SetupRequest} from './install.ts';
import {tellClient} from './tell-client.ts';

/**
 * Takes our hooks out of settings.json, then our files away. In that order a crash leaves files
 * that nothing starts; running again finishes. The data folder stays.
 */
export async function uninstall(request: SetupRequest): Promise<SetupResult<SetupReport>> {
  return carryOut(request, {
    plan: planUninstallation,
    apply: (plan, lock) => applyUninstallation(request, plan, lock),
  });
}

async function applyUninstallation(
  request: SetupRequest,
  {settings, files, folders, plugin}: UninstallationPlan,
  lock: SettingsLock,
): Promise<SetupResult<Applied>> {
  const replaced = await replaceSettings(request, settings, lock);
  if (!replaced.ok || !replaced.value.isCurrent) {
    return replaced;
  }
  const told = await tellClient(request.client, plugin, {
    file: pathsOf(request).settings,
    after: settings.after,
  });
  for (const file of files) {
    await removeFile(file);
  }
  for (const folder of folders) {
    await removeFolderIfEmpty(folder);
  }
  return told;
}
