import * as z from 'zod';
import {enforcements, modes} from '../mode/mode.ts';
import {modelTiers, tiers} from '../tier.ts';

const head = {
  v: z.literal(1).describe('Version of this schema'),
  at: z.string().describe('When it was written: ISO 8601, UTC'),
  session: z.string().describe("The client's session id"),
  prompt: z.string().nullable().describe("The client's prompt id; null before the first prompt"),
};

const modelTier = z.enum(modelTiers);
const tier = z.enum(tiers).describe("Where the work goes; stay is the session's own model");

const decision = z.looseObject({
  ...head,
  event: z.literal('decision'),
  surface: z
    .enum(['hooks', 'mod'])
    .optional()
    .describe("Who acts on it; mod sets the main thread's own model. Absent: hooks"),
  mode: z.enum(modes),
  mode_because: z.string(),
  noted: z.array(z.string()).describe('Signals that were seen and decided nothing'),
  tier,
  route: tier.describe('What the work needs, before caps and wishes'),
  kind: z.string().describe('Kind of work, as the version that wrote it names it'),
  risk: z.boolean(),
  confidence: z.number(),
  base: modelTier.nullable().describe("The session's own tier; null: a name that is not known"),
  base_model: z.string().nullable().describe("The session's own model, as the client named it"),
  max_tier: modelTier.optional().describe('Nothing in the turn is sent above it'),
  enforcement: z.enum(enforcements),
  reasons: z.array(z.string()).describe('What decided; the last one settled it'),
  typed: z.boolean().optional().describe('The prompt itself wished for a tier'),
  watched: z
    .boolean()
    .optional()
    .describe('What comes next is noted if it takes the turn back. Absent: no'),
  client: z.string().nullable().describe('Version of Claude Code'),
  transcript: z.string().nullable().describe('Path of the main transcript'),
  project: z.string().nullable().describe('Path of the project'),
  overhead_ms: z.number().describe('What the hook added to the prompt'),
});

const toolCall = z.looseObject({
  ...head,
  event: z.literal('tool-call'),
  verdict: z.enum(['rewritten', 'denied', 'gate-opened']),
  tool: z.string(),
  because: z.string(),
  to: modelTier.nullable(),
  tool_use: z.string().nullable(),
});

const agentCall = z.looseObject({
  ...head,
  event: z.literal('agent-call'),
  agent: z.string().nullable(),
  agent_id: z.string().nullable(),
  requested_model: z.string().nullable(),
  resolved_model: z.string().nullable().describe('What the client says ran'),
  status: z.string().nullable(),
  handed_back: z.boolean().describe('The agent said that the work needs a larger tier'),
  duration_ms: z.number().nullable(),
  tool_use: z.string().nullable(),
});

const agentEnd = z.looseObject({
  ...head,
  event: z.literal('agent-end'),
  agent: z.string().nullable(),
  agent_id: z.string().nullable(),
  transcript: z.string().nullable(),
  handed_back: z.boolean().optional().describe('It said that the work needs a larger tier'),
});

const override = z.looseObject({
  ...head,
  event: z.literal('override'),
  tier: z.enum([...tiers, 'auto']).describe('What /tier was set to'),
});

const correction = z
  .looseObject({
    ...head,
    event: z.literal('correction'),
    by: z.string().describe('How, as the version that wrote it names it'),
  })
  .describe('The next thing a person did took the turn of this prompt back');

const runAttempt = z.looseObject({
  ...head,
  event: z.literal('run'),
  run: z.string().describe('Id of a run of the orchestrator'),
  step: z.string(),
  attempt: z.number(),
  tier,
  model: z.string().nullable().describe('What the client says ran'),
  outcome: z.string().describe('done, or the code of the failure'),
  cost_usd: z.number().nullable(),
  turns: z.number(),
  duration_ms: z.number(),
});

/** The readable form of one line of evidence; docs/schemas/evidence.schema.json is made from it. */
export const evidenceSchema = z
  .discriminatedUnion('event', [
    decision,
    toolCall,
    agentCall,
    agentEnd,
    z.looseObject({...head, event: z.literal('turn-end')}),
    override,
    correction,
    z.looseObject({
      ...head,
      event: z.literal('error'),
      code: z.string().describe('Why a hook stepped aside; the log has the rest'),
    }),
    runAttempt,
    z.looseObject({...head, event: z.literal('job')}).describe('Reserved'),
  ])
  .meta({
    title: 'One line of tierwise evidence',
    description:
      'Append-only JSON lines in metrics/YYYY-MM-DD.jsonl. Codes, names and numbers; never a prompt, an answer or a hash of one.',
  });
