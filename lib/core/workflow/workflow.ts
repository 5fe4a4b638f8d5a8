import type {ModelTier} from '../tier.ts';

/** A workflow that was checked: every name in it means something, and it has no cycle. */
export interface Workflow {
  name: string;
  description: string | null;
  inputs: readonly WorkflowInput[];
  /** Steps that run at the same time, at most. */
  maxParallel: number;
  /** No attempt starts once the run has cost this much; null: no limit of its own. */
  budgetUsd: number | null;
  /** From the first step to the last, waiting for a limit not counted; null: no limit. */
  timeoutMs: number | null;
  /** In the order of the file, which decides nothing but the order of what is printed. */
  steps: readonly Step[];
}

export const inputTypes = ['string', 'number', 'boolean', 'list', 'object'] as const;

export type InputType = (typeof inputTypes)[number];

export interface WorkflowInput {
  name: string;
  type: InputType;
  required: boolean;
  /** undefined: an input that is not given is null. */
  default?: unknown;
}

export interface Step {
  id: string;
  agent: StepAgent;
  prompt: string;
  dependsOn: readonly string[];
  /** A condition in CEL; null: the step always runs. */
  when: string | null;
  /** The name under which other steps read what it answered, beside its id. */
  output: string | null;
  /** JSON Schema of the answer; null: the answer is text. */
  outputSchema: Readonly<Record<string, unknown>> | null;
  retry: Retry;
  /** Of one attempt; null: that of the orchestrator. */
  timeoutMs: number | null;
  onError: OnError;
  /** The user's own command, which says whether an attempt was good. */
  verify: string | null;
  /** Runs in a copy of the repository; what it changed is applied when it is done. */
  isolate: boolean;
  env: Readonly<Record<string, string>>;
  /** Runs once per element of a list; null: once. */
  forEach: ForEach | null;
  allowedTools: readonly string[];
  permissionMode: PermissionMode | null;
}

/** Who does the work. `auto`: the router decides by the filled prompt. */
export type StepAgent =
  | {kind: 'tier'; tier: ModelTier}
  | {kind: 'auto'}
  /** An agent of the user's own; the tier that its file names, null when it names none we know. */
  | {kind: 'user'; name: string; tier: ModelTier | null};

export interface Retry {
  /** Attempts after the first one. */
  limit: number;
  /** Before the first repetition; it doubles with each. */
  backoffMs: number;
  on: readonly RetryCause[];
}

/** Why an attempt failed, where another one may help. */
export const retryCauses = [
  'timeout',
  'overloaded',
  'bad-output',
  'verify-failed',
  'killed',
] as const;

export type RetryCause = (typeof retryCauses)[number];

export type OnError = {kind: 'fail'} | {kind: 'continue'} | {kind: 'fallback'; step: string};

/** A list that stands in the file, or the path of one: `files`, `search.hits`. */
type ForEach = {kind: 'list'; items: readonly unknown[]} | {kind: 'path'; path: string};

export const permissionModes = ['default', 'acceptEdits', 'plan', 'dontAsk'] as const;

type PermissionMode = (typeof permissionModes)[number];

/** What the client's tools are called that change files, or may. */
const editingTools = /^(?:Edit|MultiEdit|Write|NotebookEdit|Bash)\b/;

/**
 * Whether a step may change files. One that may not is started without the tools that edit, so that
 * steps can run side by side in one folder without a word about it in the file.
 */
export function mayEdit(step: Step): boolean {
  return (
    step.isolate ||
    step.verify !== null ||
    step.permissionMode === 'acceptEdits' ||
    step.allowedTools.some((tool) => editingTools.test(tool))
  );
}

/** Whether a step works in a copy of its own: asked for, or because its result has to be verified. */
export function isIsolated(step: Step): boolean {
  return step.isolate || step.verify !== null;
}
