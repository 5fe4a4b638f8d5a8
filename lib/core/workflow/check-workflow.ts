import {buildWorkflow} from './build-workflow.ts';
import {checkLinks} from './check-links.ts';
import {checkNames} from './check-names.ts';
import {checkReferences} from './check-references.ts';
import {checkShape} from './check-shape.ts';
import {fallbackOf} from './fallback-of.ts';
import {linkSteps, type StepGraph} from './link-steps.ts';
import {parseWorkflowText} from './parse-workflow-text.ts';
import {makeProblemList, type ProblemList} from './problem-list.ts';
import type {UserAgents} from './step-agent.ts';
import type {Workflow} from './workflow.ts';
import type {WorkflowProblem} from './workflow-problem.ts';

export type CheckedWorkflow =
  | {ok: true; workflow: Workflow; graph: StepGraph; warnings: readonly WorkflowProblem[]}
  /** At least one is an error; warnings stand among them. */
  | {ok: false; problems: readonly WorkflowProblem[]};

/** Reads a workflow file and finds everything that would go wrong before anything runs. */
export function checkWorkflow(text: string, userAgents: UserAgents): CheckedWorkflow {
  const parsed = parseWorkflowText(text);
  if (!parsed.ok) {
    return parsed;
  }
  const shape = checkShape(parsed.value);
  if (!shape.ok) {
    return shape;
  }
  const list = makeProblemList(parsed.value);
  const workflow = buildWorkflow(shape.file, userAgents, list);
  checkNames(workflow, list);
  checkLinks(workflow, list);
  if (list.hasErrors()) {
    return {ok: false, problems: list.problems};
  }
  const linked = linkSteps(workflow.steps.map((step) => ({...step, fallback: fallbackOf(step)})));
  if (!linked.ok) {
    addCycle(workflow, linked.cycle, list);
    return {ok: false, problems: list.problems};
  }
  checkReferences(workflow, linked.graph, list);
  return list.hasErrors()
    ? {ok: false, problems: list.problems}
    : {ok: true, workflow, graph: linked.graph, warnings: list.problems};
}

function addCycle({steps}: Workflow, cycle: readonly string[], list: ProblemList): void {
  const at = steps.findIndex(({id}) => id === cycle[0]);
  list.add(
    'cycle',
    ['workflow', 'steps', at, 'depends_on'],
    `The steps wait for each other: ${writeCycle(cycle)}.`,
    () => `Remove "${cycle.at(-2)}" from the depends_on of "${cycle[0]}", or another one of these.`,
  );
}

/** `a -> b -> a`; a long one with its middle left out. */
function writeCycle(cycle: readonly string[]): string {
  return (cycle.length > 12 ? [...cycle.slice(0, 10), '...', ...cycle.slice(-1)] : cycle).join(
    ' -> ',
  );
}
