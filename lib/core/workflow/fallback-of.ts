import type {Step} from './workflow.ts';

/** The id of the step that stands in when this one fails; null: none does. */
export function fallbackOf({onError}: Pick<Step, 'onError'>): string | null {
  return onError.kind === 'fallback' ? onError.step : null;
}
