import type {StepGraph} from './link-steps.ts';
import type {Workflow} from './workflow.ts';

/** A step with everything that comes after it: those that need it, and fallbacks among them. */
export function findDownstream({steps}: Workflow, graph: StepGraph, from: string): Set<string> {
  const fallbackOf = new Map(
    steps.map(({id, onError}) => [id, onError.kind === 'fallback' ? [onError.step] : []]),
  );
  const found = new Set<string>();
  const open = [from];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (!found.has(next)) {
      found.add(next);
      const failed = graph.standsInFor.get(next);
      open.push(
        ...(graph.dependents.get(next) ?? []),
        ...(fallbackOf.get(next) ?? []),
        // What waits for a step waits for the one that stands in for it, too.
        ...(failed === undefined ? [] : (graph.dependents.get(failed) ?? [])),
      );
    }
  }
  return found;
}
