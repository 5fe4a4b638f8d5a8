import {nearestName} from '../config/nearest-name.ts';
import {parseDuration} from '../duration.ts';
import type {ProblemList} from './problem-list.ts';
import {isInputValue} from './read-inputs.ts';
import {findStepAgent, listAgentNames, type UserAgents} from './step-agent.ts';
import type {
  OnError,
  Retry,
  RetryCause,
  Step,
  StepAgent,
  Workflow,
  WorkflowInput,
} from './workflow.ts';
import type {FilePath} from './workflow-problem.ts';
import type {StepFile, WorkflowFile} from './workflow-schema.ts';

const defaultParallel = 4;
const defaultBackoffMs = 2000;
/** What passes by itself; whether a failed check is worth another attempt, the file has to say. */
const defaultCauses: readonly RetryCause[] = ['timeout', 'overloaded', 'bad-output', 'killed'];

/** The workflow that a file of the right shape means, with defaults in place. */
export function buildWorkflow(
  file: WorkflowFile,
  userAgents: UserAgents,
  list: ProblemList,
): Workflow {
  return {
    name: file.name,
    description: file.description ?? null,
    inputs: Object.entries(file.inputs ?? {}).map(([name, input]) => buildInput(name, input, list)),
    maxParallel: file.max_parallel ?? defaultParallel,
    budgetUsd: file.budget_usd ?? null,
    timeoutMs: readDuration(file.timeout, ['workflow', 'timeout'], list),
    steps: file.steps.map((step, at) =>
      buildStep(step, ['workflow', 'steps', at], userAgents, list),
    ),
  };
}

function buildInput(
  name: string,
  input: NonNullable<WorkflowFile['inputs']>[string],
  list: ProblemList,
): WorkflowInput {
  const type = input.type ?? 'string';
  const hasDefault = input.default !== undefined;
  if (hasDefault && !isInputValue(input.default, type)) {
    const path = ['workflow', 'inputs', name, 'default'];
    list.add('bad-default', path, `The default of "${name}" is no ${type}.`, () =>
      type === 'string' ? 'Put it in quotes.' : `Write a ${type}, or change "type".`,
    );
  }
  const required = input.required ?? !hasDefault;
  return {name, type, required, ...(hasDefault ? {default: input.default} : {})};
}

function buildStep(
  step: StepFile,
  path: FilePath,
  userAgents: UserAgents,
  list: ProblemList,
): Step {
  checkVariables(step, path, list);
  return {
    id: step.id,
    agent: findAgent(step, path, userAgents, list),
    prompt: step.prompt,
    dependsOn: [...new Set(step.depends_on ?? [])],
    when: step.when ?? null,
    output: step.output ?? null,
    outputSchema: step.output_schema ?? null,
    retry: buildRetry(step, path, list),
    timeoutMs: readDuration(step.timeout, [...path, 'timeout'], list),
    onError: readOnError(step.on_error),
    verify: step.verify ?? null,
    isolate: step.isolate ?? false,
    env: step.env ?? {},
    forEach: readForEach(step.for_each),
    allowedTools: step.allowed_tools ?? [],
    permissionMode: step.permission_mode ?? null,
  };
}

function findAgent(
  {id, agent, tier}: StepFile,
  path: FilePath,
  userAgents: UserAgents,
  list: ProblemList,
): StepAgent {
  if (agent !== undefined && tier !== undefined) {
    const what = `Step "${id}" has an agent and a tier.`;
    list.add('agent-and-tier', [...path, 'tier'], what, () => 'Keep one of them.');
  }
  if (tier !== undefined) {
    return {kind: 'tier', tier};
  }
  const found = findStepAgent(agent ?? 'auto', userAgents);
  if (found === undefined) {
    list.add('unknown-agent', [...path, 'agent'], `There is no agent "${agent}".`, () => {
      const names = listAgentNames(userAgents);
      const nearest = nearestName(agent ?? '', names);
      return nearest === null
        ? `The agents are: ${names.slice(0, 20).join(', ')}.`
        : `Did you mean "${nearest}"?`;
    });
  }
  return found ?? {kind: 'auto'};
}

function buildRetry({retry}: StepFile, path: FilePath, list: ProblemList): Retry {
  return {
    limit: retry?.limit ?? 1,
    backoffMs:
      readDuration(retry?.backoff, [...path, 'retry', 'backoff'], list) ?? defaultBackoffMs,
    on: retry?.on ?? defaultCauses,
  };
}

function readDuration(text: string | undefined, path: FilePath, list: ProblemList): number | null {
  if (text === undefined) {
    return null;
  }
  const ms = parseDuration(text);
  if (ms === undefined) {
    list.add(
      'bad-duration',
      path,
      `${String(path.at(-1))} is "${text.slice(0, 40)}", which is no duration.`,
      () => 'Write 1ms to 168h, as in 90s or 1h30m.',
    );
  }
  return ms ?? null;
}

function readOnError(text: string | undefined): OnError {
  if (text === undefined || text === 'fail') {
    return {kind: 'fail'};
  }
  return text === 'continue'
    ? {kind: 'continue'}
    : {kind: 'fallback', step: text.slice('fallback:'.length).trim()};
}

function readForEach(value: StepFile['for_each']): Step['forEach'] {
  if (value === undefined) {
    return null;
  }
  return typeof value === 'string'
    ? {kind: 'path', path: value.replace(/^\{(.*)\}$/, '$1').trim()}
    : {kind: 'list', items: value};
}

/** Variables that steer tierwise, the client or the loader of programs are not a workflow's to set. */
const reserved =
  /^(?:TIERWISE_|CLAUDE|ANTHROPIC_|AWS_|GOOGLE_|NODE_OPTIONS$|LD_|DYLD_|PATH$|HOME$)/;

function checkVariables({id, env}: StepFile, path: FilePath, list: ProblemList): void {
  for (const name of Object.keys(env ?? {})) {
    if (reserved.test(name) || !/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
      list.add(
        'reserved-variable',
        [...path, 'env', name],
        `Step "${id}" cannot set the variable "${name.slice(0, 60)}".`,
        () => 'Choose another name; keys and folders come from your own environment.',
      );
    }
  }
}
