import type {MovedSession} from '../metrics/find-moved-session.ts';
import {type Check, finding} from './finding.ts';

export interface SurfaceFacts {
  /** Hooks of ours in the settings files. */
  hookCount: number;
  /** A settings file switches the plugin on. */
  hasPlugin: boolean;
  /** Sessions whose last turn the plugin had moved. */
  movedSessions: readonly MovedSession[];
}

/**
 * Which of our surfaces a session has. The client resumes a session on the model of its last
 * answer: where the plugin moved it and is gone, nobody puts it back on its own model.
 */
export function judgeSurfaces({hookCount, hasPlugin, movedSessions}: SurfaceFacts): Check {
  const surfaces = [...(hookCount > 0 ? ['hooks'] : []), ...(hasPlugin ? ['plugin'] : [])];
  return {
    ...(surfaces.length === 0 ? {} : {healthy: `surfaces: ${surfaces.join(' and ')}`}),
    findings: hasPlugin
      ? []
      : movedSessions.map((facts) => finding('session-on-moved-model', facts)),
  };
}
