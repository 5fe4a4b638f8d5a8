import {isAbsolute, join, resolve} from 'node:path';
import {nearestName} from '../core/config/nearest-name.ts';
import type {Result} from '../core/failure/failure.ts';
import {modelTier} from '../core/model-tier.ts';
import {checkWorkflow} from '../core/workflow/check-workflow.ts';
import type {StepGraph} from '../core/workflow/link-steps.ts';
import {maxFileBytes} from '../core/workflow/parse-workflow-text.ts';
import type {UserAgents} from '../core/workflow/step-agent.ts';
import type {Workflow} from '../core/workflow/workflow.ts';
import type {WorkflowProblem} from '../core/workflow/workflow-problem.ts';
import {listAgents} from '../edge/agent-list.ts';
import type {Environment} from '../edge/environment.ts';
import {claudeFolder, paths} from '../edge/paths.ts';
import {projectAgentFolders} from '../edge/project-agent-folders.ts';
import {
  listWorkflowFiles,
  readWorkflowFile,
  workflowEndings,
  workflowPaths,
} from '../edge/workflow-files.ts';
import {checkTrust} from './check-trust.ts';

export interface LoadedWorkflow {
  /** The file's absolute path. */
  file: string;
  text: string;
  workflow: Workflow;
  graph: StepGraph;
  warnings: readonly WorkflowProblem[];
}

/**
 * Finds and checks a workflow: a path, else a name in the user's folder, else in the project's,
 * whose files count only when the folder is trusted.
 */
export async function loadWorkflow(
  environment: Environment,
  folder: string,
  name: string,
): Promise<Result<LoadedWorkflow>> {
  const found = await findWorkflow(environment, folder, name);
  if (!found.ok) {
    return found;
  }
  const {file, text} = found.value;
  const checked = checkWorkflow(text, readAgents(environment, folder));
  if (!checked.ok) {
    return {ok: false, failure: {code: 'workflow-invalid', file, problems: checked.problems}};
  }
  const {workflow, graph, warnings} = checked;
  return {ok: true, value: {file, text, workflow, graph, warnings}};
}

export interface ListedWorkflow {
  name: string;
  file: string;
  origin: 'user' | 'project';
  /** False: of a project that is not trusted, so it is not run by its name. */
  isUsable: boolean;
}

/** Every workflow that can be called by its name here. */
export async function listWorkflows(
  environment: Environment,
  folder: string,
): Promise<ListedWorkflow[]> {
  const {isOk} = await readTrust(environment, folder);
  const list = (origin: ListedWorkflow['origin'], place: string, isUsable: boolean) =>
    listWorkflowFiles(place).map(({name, path}) => ({name, file: path, origin, isUsable}));
  return [
    ...list('user', paths(environment).workflows, true),
    ...list('project', projectFolder(folder), isOk),
  ];
}

async function findWorkflow(
  environment: Environment,
  folder: string,
  name: string,
): Promise<Result<{file: string; text: string}>> {
  if (isPath(name)) {
    return readIfThere(resolve(folder, name)) ?? notFound(name, [resolve(folder, name)], []);
  }
  const own = workflowPaths(paths(environment).workflows, name);
  const project = workflowPaths(projectFolder(folder), name);
  const found = firstThat(own, readIfThere);
  if (found !== undefined) {
    return found;
  }
  const ofProject = firstThat(project, readIfThere);
  if (ofProject === undefined) {
    const names = (await listWorkflows(environment, folder)).map((each) => each.name);
    return notFound(name, [...own, ...project], names);
  }
  const trust = await readTrust(environment, folder);
  return trust.failure ?? ofProject;
}

function isPath(name: string): boolean {
  return (
    isAbsolute(name) ||
    /[\\/]/.test(name) ||
    workflowEndings.some((ending) => name.endsWith(ending))
  );
}

function projectFolder(folder: string): string {
  return join(folder, '.claude', 'tierwise', 'workflows');
}

function readIfThere(file: string): Result<{file: string; text: string}> | undefined {
  const read = readWorkflowFile(file, maxFileBytes);
  switch (read.state) {
    case 'absent':
      return undefined;
    case 'too-large': {
      const {bytes} = read;
      return {ok: false, failure: {code: 'workflow-too-large', file, bytes, most: maxFileBytes}};
    }
    case 'read':
      return {ok: true, value: {file, text: read.text}};
    default:
      return read satisfies never;
  }
}

function firstThat<Item, Found>(
  items: readonly Item[],
  look: (item: Item) => Found | undefined,
): Found | undefined {
  for (const item of items) {
    const found = look(item);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}

function notFound(name: string, looked: readonly string[], names: readonly string[]) {
  const failure = {
    code: 'workflow-not-found' as const,
    name,
    looked,
    nearest: nearestName(name, names),
  };
  return {ok: false as const, failure};
}

async function readTrust(environment: Environment, folder: string) {
  const trust = await checkTrust(environment, folder);
  return {isOk: trust.ok, failure: trust.ok ? undefined : trust};
}

/** Agents by name, each with the tier of the model in its file. */
export function readAgents(environment: Environment, folder: string): UserAgents {
  const own = join(claudeFolder(environment), 'agents');
  const agents = listAgents([...projectAgentFolders(folder, [], own), own]);
  return new Map(
    agents.map(({name, model}) => [name, model === undefined ? null : (modelTier(model) ?? null)]),
  );
}
