import type {Schedule} from './schedule.ts';

/**
 * A step, or an element of one, met what stops the run. It has failed for whoever looks, and nothing
 * follows from that: no other step hears of it.
 */
export function haltStep(schedule: Schedule, name: string, because: string): void {
  const unit = schedule.running.get(name);
  schedule.running.delete(name);
  if (unit !== undefined) {
    unit.node.status = 'failed';
    unit.node.because = unit.index === null ? because : `element ${unit.index}: ${because}`;
  }
}
