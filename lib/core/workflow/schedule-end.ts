import type {Schedule} from './schedule.ts';

/**
 * How a run ended: `failed` when something that failed was not made good by its `on_error`.
 * undefined: something is still to do.
 */
export function scheduleEnd({
  open,
  decisions,
  running,
  nodes,
}: Schedule): 'done' | 'failed' | undefined {
  if (open > 0 || decisions.size > 0 || running.size > 0) {
    return undefined;
  }
  return [...nodes.values()].some(({settled}) => settled?.kind === 'broken') ? 'failed' : 'done';
}
