import {readdirSync, utimesSync} from 'node:fs';
import {join} from 'node:path';
import type {SessionState} from '../../lib/core/session-state/session-state.ts';
import {put, temporaryFolder} from '../edge/temporary-folder.ts';

/** A data folder of its own, and hands to disturb the states in it. */
export function makeStateBed() {
  const home = temporaryFolder();
  const folder = join(home, 'state', 'session-state');
  return {
    home,
    environment: {TIERWISE_HOME: home, CLAUDE_PROJECT_DIR: '/project'},
    at: (name: string) => join(folder, name),
    names: () => readdirSync(folder).sort(),
    put: (name: string, text: string | object) =>
      put(join(folder, name), typeof text === 'string' ? text : JSON.stringify(text)),
    /** Makes files look as if they were last written then. */
    age: (time: Date, ...names: string[]) => {
      for (const name of names) {
        utimesSync(join(folder, name), time, time);
      }
    },
  };
}

/** A change that adds one routing. */
export function adding(hash: string, timestamp = new Date().toISOString()) {
  return (state: SessionState): SessionState => ({
    ...state,
    routing_history: [
      ...state.routing_history,
      {timestamp, request_hash: hash, agent: 'tierwise-haiku', result: 'done'},
    ],
  });
}
