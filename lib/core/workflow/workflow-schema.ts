import * as z from 'zod';
import {durationPattern} from '../duration.ts';
import {modelTiers} from '../tier.ts';
import {inputTypes, permissionModes, retryCauses} from './workflow.ts';

/** Steps of one workflow, at most. */
const maxSteps = 5000;

/** Letters of one prompt, at most: more belongs in a file that the prompt names. */
const maxPromptLength = 200_000;

/** A step's id: it becomes part of file names and of lines of text. */
const stepId = z
  .string()
  .max(64)
  .regex(/^[A-Za-z][A-Za-z0-9_-]*$/)
  .meta({id: 'step-id'});
/** A name that a condition can use as a variable. */
const variable = z
  .string()
  .max(64)
  .regex(/^[A-Za-z][A-Za-z0-9_]*$/);
const duration = z.string().regex(durationPattern).describe('As in 90s, 5m or 1h30m.');
const condition = z.string().min(1).max(2000);

const input = z.strictObject({
  type: z.enum(inputTypes).optional().describe('Default: string.'),
  description: z.string().optional(),
  default: z.unknown().optional().describe('The value when none is given.'),
  required: z
    .boolean()
    .optional()
    .describe('Whether a run without it is refused. Default: true unless there is a default.'),
});

const retry = z.strictObject({
  limit: z.int().min(0).max(10).optional().describe('Attempts after the first. Default: 1.'),
  backoff: duration
    .optional()
    .describe('Pause before the first repetition; it doubles each time. Default: 2s.'),
  on: z
    .array(z.enum(retryCauses))
    .min(1)
    .optional()
    .describe('What is tried again. Default: all but verify-failed.'),
});

const step = z.strictObject({
  id: stepId.describe('The name of the step, unique in the workflow.'),
  agent: z
    .string()
    .min(1)
    .max(100)
    .optional()
    .describe(
      'haiku-general, sonnet-general, opus-general, tierwise-haiku, tierwise-sonnet, tierwise-opus, auto (routed by the prompt), or an agent of your own. Default: auto.',
    ),
  tier: z.enum(modelTiers).optional().describe('In place of agent: only the size.'),
  prompt: z
    .string()
    .min(1)
    .max(maxPromptLength)
    .describe('What to do. {name} is an input or an output, {step.field} a field of an output.'),
  depends_on: z.array(stepId).max(maxSteps).optional().describe('Steps that come first.'),
  when: condition.optional().describe('A condition in CEL; when it is false the step is skipped.'),
  output: variable.optional().describe('A name for the answer, for later steps and the result.'),
  output_schema: z
    .record(z.string(), z.unknown())
    .optional()
    .describe('JSON Schema of the answer; its fields can then be read.'),
  retry: retry.optional(),
  timeout: duration.optional().describe('Of one attempt.'),
  on_error: z
    .string()
    .regex(/^(?:fail|continue|fallback:.+)$/)
    .optional()
    .describe('fail (default), continue, or fallback:<id>, a step that stands in.'),
  verify: z
    .string()
    .min(1)
    .max(10_000)
    .optional()
    .describe('A shell command of yours; an attempt counts only when it ends with 0.'),
  isolate: z
    .boolean()
    .optional()
    .describe('Work in a copy; apply what it changed when it is done.'),
  env: z.record(z.string(), z.string()).optional().describe('Variables for the agent.'),
  for_each: z
    .union([z.string().min(1).max(500), z.array(z.unknown()).max(maxSteps)])
    .optional()
    .describe('A list, or the name of one: the step runs once per element, which is {item}.'),
  allowed_tools: z
    .array(z.string().min(1).max(500))
    .max(100)
    .optional()
    .describe("Tools that the agent may use without being asked, in Claude Code's notation."),
  permission_mode: z.enum(permissionModes).optional().describe("Claude Code's permission mode."),
});

/** The shape of a workflow file; what the names in it mean is checked after it. */
export const workflowSchema = z
  .strictObject({
    $schema: z.string().optional().describe('The JSON Schema of this file, for editors.'),
    workflow: z.strictObject({
      name: z
        .string()
        .max(100)
        .regex(/^[A-Za-z0-9][A-Za-z0-9 ._-]*$/),
      description: z.string().max(10_000).optional(),
      inputs: z.record(variable, input).optional().describe('What a run is given: --input k=v.'),
      max_parallel: z
        .int()
        .min(1)
        .max(64)
        .optional()
        .describe('Steps that run at the same time. Default: 4.'),
      budget_usd: z
        .number()
        .positive()
        .max(100_000)
        .optional()
        .describe('No attempt starts above.'),
      timeout: duration.optional().describe('Of the whole run.'),
      steps: z.array(step).min(1).max(maxSteps),
    }),
  })
  .meta({
    title: 'A workflow of tierwise',
    description: 'A graph of agents; see docs/workflows.md.',
  });

export type WorkflowFile = z.infer<typeof workflowSchema>['workflow'];
export type StepFile = z.infer<typeof step>;

/** The JSON Schema that is published as docs/schemas/workflow.schema.json. */
export function workflowJsonSchema(): unknown {
  return z.toJSONSchema(workflowSchema);
}
