import {hookBundles} from './hook-entries.ts';
import {listOwnHooks} from './list-own-hooks.ts';
import type {Manifest} from './manifest.ts';
import type {Surface} from './surface.ts';

/**
 * What an earlier install of ours set up; undefined: nothing yet. A plugin that somebody set up by
 * hand is theirs and does not count, nor does one that was begun and not taken by the client.
 */
export function findInstalledSurface(
  settingsText: string | undefined,
  manifest: Manifest | undefined,
): Surface | undefined {
  const hasHooks = (listOwnHooks(settingsText ?? '') ?? []).length > 0;
  if (manifest?.plugin === true) {
    return hasHooks ? 'both' : 'mod';
  }
  // Hooks whose entries were lost are put back, not replaced.
  return hasHooks || hasHookFile(manifest) ? 'hooks' : undefined;
}

function hasHookFile(manifest: Manifest | undefined): boolean {
  const names = hookBundles.map((bundle) => `${bundle}.cjs`);
  return (manifest?.files ?? []).some(({kind, name}) => kind === 'bundle' && names.includes(name));
}
