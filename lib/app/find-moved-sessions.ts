import {findMovedSession, type MovedSession} from '../core/metrics/find-moved-session.ts';
import type {Environment} from '../edge/environment.ts';
import {listModuleEvidence} from '../edge/evidence-folder.ts';
import {paths} from '../edge/paths.ts';
import {readTextFile} from '../edge/text-file.ts';

/** Sessions looked at, at most: the newest, which are the ones that are resumed. */
const maxSessions = 50;

/** Sessions that ended on a turn which the plugin had moved. */
export function findMovedSessions(environment: Environment): MovedSession[] {
  const newest = listModuleEvidence(paths(environment).metrics).slice(-maxSessions);
  const last = new Map<string, MovedSession | undefined>();
  for (const {session, path} of newest) {
    // A session has a file per day; the last one tells.
    last.set(session, findMovedSession(readTextFile(path) ?? ''));
  }
  return [...last.values()].filter((each) => each !== undefined);
}
