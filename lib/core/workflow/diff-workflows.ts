import type {Workflow} from './workflow.ts';

/** How a file differs from what a run was started with. */
export interface WorkflowChange {
  changed: readonly string[];
  added: readonly string[];
  removed: readonly string[];
  /** Something beside the steps: inputs, budget, limits. */
  isHeadChanged: boolean;
}

/** undefined: they mean the same, whatever their texts look like. */
export function diffWorkflows(before: Workflow, after: Workflow): WorkflowChange | undefined {
  const old = new Map(before.steps.map((step) => [step.id, JSON.stringify(step)]));
  const now = new Map(after.steps.map((step) => [step.id, JSON.stringify(step)]));
  const change = {
    changed: [...now.keys()].filter((id) => old.has(id) && old.get(id) !== now.get(id)),
    added: [...now.keys()].filter((id) => !old.has(id)),
    removed: [...old.keys()].filter((id) => !now.has(id)),
    isHeadChanged: headOf(before) !== headOf(after),
  };
  const {changed, added, removed, isHeadChanged} = change;
  return isHeadChanged || changed.length + added.length + removed.length > 0 ? change : undefined;
}

function headOf({steps: _, ...head}: Workflow): string {
  return JSON.stringify(head);
}
