import {nearestName} from '../config/nearest-name.ts';
import {fallbackOf} from './fallback-of.ts';
import type {ProblemList} from './problem-list.ts';
import type {Step, Workflow} from './workflow.ts';
import type {FilePath} from './workflow-problem.ts';

/** Finds steps that are named and are not there, and fallbacks that cannot stand in. */
export function checkLinks({steps}: Workflow, list: ProblemList): void {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const standsInFor = new Map<string, string>();
  for (const [at, step] of steps.entries()) {
    const path = ['workflow', 'steps', at];
    for (const [place, name] of step.dependsOn.entries()) {
      if (!byId.has(name)) {
        const what = `Step "${step.id}" depends on "${name}", which is no step.`;
        list.add('unknown-step', [...path, 'depends_on', place], what, () => hint(name, byId));
      }
    }
    const fallback = fallbackOf(step);
    if (fallback !== null) {
      const other = standsInFor.get(fallback);
      checkFallback(step, {fallback, other, byId, path: [...path, 'on_error'], list});
      standsInFor.set(fallback, step.id);
    }
  }
}

type Steps = ReadonlyMap<string, Step>;

function hint(name: string, byId: Steps): string {
  const ids = [...byId.keys()];
  const nearest = nearestName(name, ids);
  return nearest === null
    ? `The steps are: ${ids.slice(0, 20).join(', ')}${ids.length > 20 ? ' ...' : ''}.`
    : `Did you mean "${nearest}"?`;
}

interface Fallback {
  fallback: string;
  /** A step that it stands in for already. */
  other: string | undefined;
  byId: Steps;
  path: FilePath;
  list: ProblemList;
}

function checkFallback(step: Step, {fallback, other, byId, path, list}: Fallback): void {
  const standIn = byId.get(fallback);
  if (standIn === undefined) {
    const what = `Step "${step.id}" falls back to "${fallback}", which is no step.`;
    list.add('unknown-step', path, what, () => hint(fallback, byId));
    return;
  }
  if (other !== undefined) {
    const what = `"${fallback}" already stands in for step "${other}".`;
    list.add('bad-fallback', path, what, () => 'Give each step a fallback of its own.');
  }
  if (standIn.dependsOn.includes(step.id)) {
    const what = `"${fallback}" stands in for "${step.id}" and cannot depend on it.`;
    list.add('bad-fallback', path, what, () => `Take "${step.id}" out of its depends_on.`);
  }
  if ((step.outputSchema === null) !== (standIn.outputSchema === null)) {
    const without = step.outputSchema === null ? step.id : fallback;
    const what = `"${step.id}" and its fallback "${fallback}" answer in different forms.`;
    list.add('bad-fallback', path, what, () => `Give "${without}" the same output_schema.`);
  }
}
