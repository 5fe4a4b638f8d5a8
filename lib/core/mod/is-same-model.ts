import {plainModelName} from '../pricing/model-name.ts';

/** The client writes one model with and without date, context suffix and provider. */
export function isSameModel(left: string, right: string): boolean {
  return plainModelName(left) === plainModelName(right);
}
