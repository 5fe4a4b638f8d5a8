import type {ListedWorkflow} from '../app/load-workflow.ts';
import type {RunPlan} from '../app/plan-run.ts';
import {writeDuration} from '../core/duration.ts';
import {describeProblem} from '../core/workflow/describe-workflow-failure.ts';
import type {WorkflowProblem} from '../core/workflow/workflow-problem.ts';
import {formatMoney} from './format-amount.ts';

export function describeWarnings(warnings: readonly WorkflowProblem[], file: string): string[] {
  return warnings.flatMap((warning) => describeProblem(warning, file));
}

export function describePlan(plan: RunPlan): string {
  const width = Math.max(...plan.steps.map(({id}) => id.length));
  const steps = plan.waves.flatMap((wave, at) => [
    `Wave ${at + 1}`,
    ...plan.steps
      .filter(({id}) => wave.includes(id))
      .map((step) => `  ${step.id.padEnd(width)}  ${describeStep(step)}`),
  ]);
  return [
    `${plan.name}  ${plan.file}`,
    '',
    ...steps,
    '',
    ...describeCost(plan),
    ...describeLimits(plan),
    ...describeWarnings(plan.warnings, plan.file),
    'Nothing was run.',
  ].join('\n');
}

function describeStep(step: RunPlan['steps'][number]): string {
  const parts = [
    `${step.tier === 'stay' ? "the client's own model" : step.tier} (${step.agent === 'auto' ? `auto: ${step.because}` : step.agent})`,
    step.dependsOn.length > 0 ? `after ${step.dependsOn.join(', ')}` : '',
    step.standsInFor === null ? '' : `only if ${step.standsInFor} fails`,
    step.when === null ? '' : `when ${step.when.replace(/\s+/g, ' ')}`,
    step.times === null ? 'once per element' : step.times === 1 ? '' : `${step.times} times`,
    step.attempts > 1 ? `up to ${step.attempts} attempts` : '',
    step.isIsolated ? 'in a copy' : step.mayEdit ? 'may edit' : '',
  ];
  return parts.filter((part) => part !== '').join(', ');
}

function describeCost({expectedUsd, worstUsd, budgetUsd, steps}: RunPlan): string[] {
  if (expectedUsd === null || worstUsd === null) {
    return ['Cost: unknown, there is no price for one of the models.'];
  }
  const perElement = steps.some(({times}) => times === null) ? ', lists counted as one' : '';
  return [
    `Cost: about ${formatMoney(expectedUsd)}, with every repetition and fallback ${formatMoney(worstUsd)}${perElement}.`,
    '  Expected work per kind of prompt, at list prices: an order of magnitude.',
    budgetUsd === null
      ? '  No limit: set budget_usd, and no attempt starts above it.'
      : `  No attempt starts once ${formatMoney(budgetUsd)} is spent.`,
  ];
}

function describeLimits({maxParallel, timeoutMs}: RunPlan): string[] {
  const time = timeoutMs === null ? '' : `, ${writeDuration(timeoutMs)} in all`;
  return [`At most ${maxParallel} at the same time${time}.`];
}

export function describeWorkflows(listed: readonly ListedWorkflow[], folder: string): string {
  if (listed.length === 0) {
    return `There are no workflows yet. Put one into ${folder}, or call one by its path.`;
  }
  const width = Math.max(...listed.map(({name}) => name.length));
  return listed
    .map(
      ({name, file, isUsable}) =>
        `${name.padEnd(width)}  ${file}${isUsable ? '' : '  (folder not trusted: tierwise trust add)'}`,
    )
    .join('\n');
}
