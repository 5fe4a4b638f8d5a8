import {isAtLeast} from '../client-version.ts';
import {isRecord} from '../guard.ts';
import {type ClientFacts, versionOf} from './judge-client.ts';
import type {SettingsFacts} from './judge-settings.ts';

/** The first version that loads a plugin's hooks module without being asked to. */
const firstWithMods = [2, 1, 287] as const;

/** Why the client would not load the mod, in a few words; undefined: nothing speaks against it. */
export function findModObstacle(
  client: ClientFacts,
  settings: readonly SettingsFacts[],
): string | undefined {
  const version = versionOf(client);
  if (client.state === 'missing') {
    return 'there is no `claude` on the PATH of this shell';
  }
  if (version === undefined) {
    return '`claude` does not tell its version';
  }
  if (!isAtLeast(version, firstWithMods)) {
    return `Claude Code ${version.join('.')} loads no such plugins; ${firstWithMods.join('.')} is the first that does`;
  }
  return settings.flatMap(({scope, file, text}) => findSwitch(scope, file, text) ?? [])[0];
}

function findSwitch(
  scope: SettingsFacts['scope'],
  file: string,
  text: string | undefined,
): string | undefined {
  const settings = readObject(text);
  if (settings?.disableAllHooks === true) {
    return `"disableAllHooks" in ${file} switches plugins off, too`;
  }
  if (scope !== 'managed') {
    return undefined;
  }
  if (settings?.allowManagedHooksOnly === true) {
    return `the administrator allows managed hooks only (${file})`;
  }
  const {options, ...own} = recordIn(settings?.pluginConfigs, 'cc-plugin-sec-default@builtin');
  const isBlocked = [own, isRecord(options) ? options : {}].some(
    ({allowManagedModsOnly}) => allowManagedModsOnly === true,
  );
  return isBlocked ? `the administrator allows managed mods only (${file})` : undefined;
}

function recordIn(value: unknown, name: string): Record<string, unknown> {
  const found = isRecord(value) ? value[name] : undefined;
  return isRecord(found) ? found : {};
}

function readObject(text: string | undefined): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse((text ?? '').replace(/^\uFEFF/, ''));
    return isRecord(value) ? value : undefined;
  } catch {
    // A file that is no JSON has a finding of its own.
    return undefined;
  }
}
