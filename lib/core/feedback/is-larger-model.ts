import {modelTier} from '../model-tier.ts';
import {isBelow} from '../tier.ts';
import {isLarger} from './is-larger.ts';
import type {TurnTrace} from './work-memory.ts';

/**
 * Whether a model that a person chose is above what the last turn ran on. One below the session's
 * own takes nothing back: it saves.
 */
export function isLargerModel(model: string, last: TurnTrace): boolean {
  const tier = modelTier(model);
  if (tier === undefined || (last.base !== undefined && isBelow(tier, last.base))) {
    return false;
  }
  return isLarger(tier, last);
}
