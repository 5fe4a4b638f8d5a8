import type {LastModel} from '../session/find-last-model.ts';
import type {Correction} from './correction.ts';
import {isLargerModel} from './is-larger-model.ts';
import type {TurnTrace} from './work-memory.ts';

/** Whether a /model since the last turn takes it back, as the transcript tells. */
export function findSwitch(model: LastModel | undefined, last: TurnTrace): Correction | undefined {
  const isNew = model?.isSwitch === true && Date.parse(model.at) > last.at;
  return isNew && isLargerModel(model.model, last) ? 'larger-model' : undefined;
}
