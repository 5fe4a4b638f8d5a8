import {modelTier} from '../model-tier.ts';
import {isSameModel} from './is-same-model.ts';
import type {SessionMemory} from './session-memory.ts';

/** Whether a moved turn of the session may have left this model behind: by name, or as the alias meant. */
export function isSentModel({sent}: SessionMemory, model: string): boolean {
  return sent.some((each) => each === modelTier(model) || isSameModel(each, model));
}
