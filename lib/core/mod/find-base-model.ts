import {modelTier} from '../model-tier.ts';
import {isSameModel} from './is-same-model.ts';
import {isSentModel} from './is-sent-model.ts';
import {type SessionMemory, wasMoved} from './session-memory.ts';

export interface BaseFacts {
  memory: SessionMemory;
  /** The session's model, as the client sees it now. */
  clientModel: string;
  /** The model that the client took from the transcript as it resumed, if it did. */
  restored: string | undefined;
  /** The conversation ran before, in another process or under another id. */
  isResumed: boolean;
  /** The model of a session that nobody chooses one for; undefined: not told. */
  defaultModel: string | undefined;
}

/**
 * The session's own model. As long as we moved nothing the client knows it. Afterwards our memory
 * counts, unless somebody chose another model since: a model that we never sent anything to, or
 * one of ours that was not restored from the transcript but named at the start (`--model`).
 */
export function findBaseModel(facts: BaseFacts): string {
  const {memory, clientModel, restored, isResumed, defaultModel} = facts;
  if (!wasMoved(memory)) {
    return clientModel;
  }
  const base = memory.base as string;
  if (isSameModel(base, clientModel)) {
    return base;
  }
  if (!isSentModel(memory, clientModel)) {
    return clientModel;
  }
  const wasRestored = restored !== undefined && isSameModel(restored, clientModel);
  // Where the default is that small model, the client has nothing to restore and says nothing.
  const isDefault =
    defaultModel !== undefined && modelTier(defaultModel) === modelTier(clientModel);
  return wasRestored || isDefault || !isResumed ? base : clientModel;
}
