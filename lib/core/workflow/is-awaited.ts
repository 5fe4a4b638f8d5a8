import type {Schedule} from './schedule.ts';

/** Whether a step, or an element of one, will still be worked on. */
export function isAwaited(schedule: Schedule, name: string): boolean {
  const [, parent = name, index] = /^(.+)\.(\d+)$/.exec(name) ?? [];
  const node = schedule.nodes.get(name) ?? schedule.nodes.get(parent);
  if (node === undefined || !['waiting', 'ready', 'running'].includes(node.status)) {
    return false;
  }
  return index === undefined || node.elements?.ended.has(Number(index)) !== true;
}
