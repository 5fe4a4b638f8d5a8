import {join} from 'node:path';
import type {Environment} from '../edge/environment.ts';
import {paths} from '../edge/paths.ts';
import {listStateSessions, measureStateFile, readStateFile} from '../edge/state-file.ts';

export interface ListedState {
  session: string;
  file: string;
  bytes: number;
  /** null: the file cannot be understood, and is repaired when it is next used. */
  state: {updated_at: string; project_root: string; routings: number; results: number} | null;
  problem: string | null;
}

/** Every session that has a state, the one that was changed last at the top. Changes nothing. */
export function listSessionStates(environment: Environment): ListedState[] {
  const folder = paths(environment).sessionStates;
  return listStateSessions(folder)
    .flatMap((session) => listState(session, join(folder, `${session}.json`)))
    .sort((left, right) => compareText(right.state?.updated_at, left.state?.updated_at));
}

function listState(session: string, file: string): ListedState[] {
  const size = measureStateFile(file);
  const found = readStateFile(file);
  if (size === undefined || found.is === 'absent') {
    return [];
  }
  const listed = {session, file, bytes: size.bytes};
  if (found.is !== 'state') {
    const problem =
      found.is === 'newer' ? `a newer version wrote it (schema ${found.version})` : found.problem;
    return [{...listed, state: null, problem}];
  }
  const {updated_at, project_root, routing_history, cached_results} = found.state;
  return [
    {
      ...listed,
      state: {
        updated_at,
        project_root,
        routings: routing_history.length,
        results: Object.keys(cached_results).length,
      },
      problem: null,
    },
  ];
}

function compareText(left = '', right = ''): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
