import type {RunState} from '../run/run-state.ts';
import type {Step, Workflow} from './workflow.ts';

/**
 * Elements whose work cannot be used any more, as their place in the list belongs to another value
 * now, or to none. What a whole step came to stays: what is done stays done.
 */
export function findForgotten(
  before: Workflow,
  after: Workflow,
  steps: RunState['steps'],
): string[] {
  const old = new Map(before.steps.map((step) => [step.id, step]));
  const now = new Map(after.steps.map((step) => [step.id, step]));
  return Object.keys(steps).filter((name) => {
    const [, id = '', index = ''] = /^(.+)\.(\d+)$/.exec(name) ?? [];
    const [was, is] = [old.get(id), now.get(id)];
    return (
      was !== undefined &&
      is !== undefined &&
      !isDone(steps, id) &&
      elementOf(was, Number(index)) !== elementOf(is, Number(index))
    );
  });
}

function isDone(steps: RunState['steps'], id: string): boolean {
  const step = Object.hasOwn(steps, id) ? steps[id] : undefined;
  return step?.ended?.status === 'done' || step?.decided?.status === 'done';
}

/** What stands at a place of the list, or by which path the list is found; undefined: nothing. */
function elementOf({forEach}: Step, index: number): string | undefined {
  return forEach?.kind === 'list' ? JSON.stringify(forEach.items[index]) : forEach?.path;
}
