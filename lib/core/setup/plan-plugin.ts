import {marketplaceName, pluginName} from './plugin-members.ts';
import type {PluginPlan} from './plugin-plan.ts';
import type {SetupFacts} from './setup-facts.ts';
import {hasMod, type Surface} from './surface.ts';

/** What to tell the client, for an install or, with no surface, for an uninstall. */
export function planPlugin(
  {manifest, paths, isPluginOn}: SetupFacts,
  {surface, isSettingsChanged}: {surface: Surface | undefined; isSettingsChanged: boolean},
): PluginPlan {
  const isOurs = isOwnPlugin({manifest});
  if (isPluginOn && !isOurs) {
    return {change: 'by-hand', calls: []};
  }
  if (surface !== undefined && hasMod(surface)) {
    const isDone = manifest?.plugin === true && !isSettingsChanged;
    return isDone
      ? {change: 'unchanged', calls: []}
      : {change: 'added', calls: additions(paths.folders.plugin)};
  }
  return isOurs ? {change: 'removed', calls: removals} : {change: 'none', calls: []};
}

/** An earlier install of ours set the plugin up, or began to. */
export function isOwnPlugin({manifest}: Pick<SetupFacts, 'manifest'>): boolean {
  return manifest?.plugin !== undefined;
}

function additions(folder: string): string[][] {
  return [
    ['plugin', 'marketplace', 'add', folder],
    ['plugin', 'install', pluginName],
  ];
}

const removals = [
  ['plugin', 'uninstall', pluginName],
  ['plugin', 'marketplace', 'remove', marketplaceName],
];
