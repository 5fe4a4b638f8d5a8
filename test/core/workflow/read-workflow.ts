import {checkWorkflow} from '../../../lib/core/workflow/check-workflow.ts';
import type {Workflow} from '../../../lib/core/workflow/workflow.ts';

/** The workflow of a text that has no error. */
export function readWorkflow(text: string): Workflow {
  return readChecked(text).workflow;
}

/** With the order of its steps. */
export function readChecked(text: string) {
  const checked = checkWorkflow(text, new Map());
  if (!checked.ok) {
    throw new Error(JSON.stringify(checked.problems, null, 2));
  }
  return checked;
}
