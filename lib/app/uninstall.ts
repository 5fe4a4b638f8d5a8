import {planUninstallation, type UninstallationPlan} from '../core/setup/plan-uninstallation.ts';
import type {SetupResult} from '../core/setup/setup-failure.ts';
import type {SetupReport} from '../core/setup/setup-report.ts';
import {removeFile, removeFolderIfEmpty} from '../edge/atomic-file.ts';
import type {SettingsLock} from '../edge/settings-file.ts';
import {carryOut, replaceSettings, type SetupRequest} from './install.ts';

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

/** false: settings.json changed since it was read, and the plan is out of date. */
async function applyUninstallation(
  request: SetupRequest,
  {settings, files, folders}: UninstallationPlan,
  lock: SettingsLock,
): Promise<SetupResult<boolean>> {
  const replaced = await replaceSettings(request, settings, lock);
  if (!replaced.ok || !replaced.value) {
    return replaced;
  }
  for (const file of files) {
    await removeFile(file);
  }
  for (const folder of folders) {
    await removeFolderIfEmpty(folder);
  }
  return replaced;
}
