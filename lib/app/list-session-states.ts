import type {Environment} from '../edge/environment.ts';
import {paths} from '../edge/paths.ts';
import {readStateFile} from '../edge/state-file.ts';
import {listStoredFiles, type StoredFile} from '../edge/state-folder.ts';

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
  return listStoredFiles(paths(environment).sessionStates)
    .filter(({kind}) => kind === 'state')
    .sort((left, right) => (left.writtenAt < right.writtenAt ? 1 : -1))
    .flatMap(listState);
}

function listState({session, path: file, bytes}: StoredFile): ListedState[] {
  const listed = {session, file, bytes};
  const found = readStateFile(file);
  switch (found.is) {
    case 'absent':
      return [];
    case 'newer':
      return [
        {...listed, state: null, problem: `a newer version wrote it (schema ${found.version})`},
      ];
    case 'corrupt':
      return [{...listed, state: null, problem: found.problem}];
    case 'state': {
      const {updated_at, project_root, routing_history, cached_results} = found.state;
      const [routings, results] = [routing_history, Object.keys(cached_results)].map(
        ({length}) => length,
      ) as [number, number];
      return [{...listed, state: {updated_at, project_root, routings, results}, problem: null}];
    }
  }
}
