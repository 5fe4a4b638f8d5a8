import {isSameModel} from './is-same-model.ts';
import type {ModState} from './mod-state.ts';
import {wasMoved} from './session-memory.ts';

/**
 * Said before the client sums the conversation up on a smaller model that it resumed with because
 * of a moved turn: no event lets a module choose the model of that request. undefined: it is sent
 * on the session's own model.
 */
export function warnOfCompaction({
  memory,
  base,
  clientModel,
}: Pick<ModState, 'memory' | 'base' | 'clientModel'>): string | undefined {
  const isOnAnother =
    wasMoved(memory) &&
    base !== undefined &&
    clientModel !== undefined &&
    !isSameModel(base, clientModel);
  return isOnAnother
    ? `tierwise: Claude Code resumed this session on ${clientModel} and writes this summary on it. To have the next one written on the session's own model, type /model ${base}, then /tier auto.`
    : undefined;
}
