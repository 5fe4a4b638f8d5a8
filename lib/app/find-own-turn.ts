import type {Turn} from '../core/enforcement/turn.ts';
import type {Environment} from '../edge/environment.ts';
import {bundleFolder, paths} from '../edge/paths.ts';
import {readTurnFile, turnFilePath} from '../edge/turn-file.ts';

export interface OwnTurn {
  path: string;
  turn: Turn;
}

/**
 * The turn that a hook's input belongs to, if this install decided it. Of two installs in one
 * session the one that claimed the prompt enforces and records; the other keeps still.
 */
export function findOwnTurn(
  input: {session_id: string; prompt_id?: string | undefined},
  environment: Environment,
): OwnTurn | undefined {
  const path = turnFilePath(paths(environment).turns, input.session_id, input.prompt_id);
  const turn = path === undefined ? undefined : readTurnFile(path);
  return path === undefined || turn === undefined || turn.decision.by !== bundleFolder()
    ? undefined
    : {path, turn};
}
