import type {MovedSession} from '../metrics/find-moved-session.ts';
import {type Check, finding} from './finding.ts';

export interface SurfaceFacts {
  /** Hooks of ours in the settings files. */
  hookCount: number;
  /** A settings file switches the plugin on. */
  hasPlugin: boolean;
  /** Why the client would not load the plugin; undefined: it would. */
  modObstacle: string | undefined;
  /** Sessions whose last turn the plugin had moved. */
  movedSessions: readonly MovedSession[];
}

/**
 * Which of our surfaces is alive in a new session, and why. The client resumes a session on the model of its last
 * answer: where the plugin moved it and is gone, nobody puts it back on its own model.
 */
export function judgeSurfaces({
  hookCount,
  hasPlugin,
  modObstacle,
  movedSessions,
}: SurfaceFacts): Check {
  const hasHooks = hookCount > 0;
  const isPluginAlive = hasPlugin && modObstacle === undefined;
  const alive = isPluginAlive ? describePlugin(hasHooks) : describeHooks({hasPlugin, modObstacle});
  return {
    ...(isPluginAlive || hasHooks ? {healthy: `alive: ${alive}`} : {}),
    findings: [
      ...(hasPlugin && modObstacle !== undefined && !hasHooks
        ? [finding('plugin-not-loaded', {because: modObstacle})]
        : []),
      ...(isPluginAlive
        ? []
        : movedSessions.map((facts) => finding('session-on-moved-model', facts))),
    ],
  };
}

function describePlugin(hasHooks: boolean): string {
  return hasHooks ? 'the plugin; the hooks stand down beside it' : 'the plugin';
}

function describeHooks({
  hasPlugin,
  modObstacle,
}: Pick<SurfaceFacts, 'hasPlugin' | 'modObstacle'>): string {
  if (hasPlugin) {
    return `the hooks, since the plugin is not loaded: ${modObstacle}`;
  }
  return modObstacle === undefined
    ? 'the hooks; this client would take the plugin, too: tierwise install --surface auto'
    : `the hooks; no plugin: ${modObstacle}`;
}
