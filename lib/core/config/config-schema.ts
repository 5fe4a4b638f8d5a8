import * as z from 'zod';
import {enforcements, modes} from '../mode/mode.ts';
import {kinds} from '../routing/kind.ts';
import {modelTiers, tiers} from '../tier.ts';

const rule = z.looseObject({
  when: z
    .looseObject({
      kind: z.enum(kinds).optional().describe('The kind of work that the prompt asks for.'),
      prompt: z
        .string()
        .optional()
        .describe('A phrase that stands in the prompt: whole words, any case.'),
      path: z
        .string()
        .optional()
        .describe('A file or folder that the prompt names, such as docs/*; * stands for anything.'),
      branch: z
        .string()
        .optional()
        .describe('The branch that is checked out, such as release/*; * stands for anything.'),
    })
    .describe('Every condition given must hold; without one the rule never applies.'),
  tier: z.enum(tiers).describe('Where such a prompt goes. Risky work is never moved by a rule.'),
  because: z.string().optional().describe('Your reason; it is shown with the decision.'),
});

const amount = z.number().min(0);

const price = z.looseObject({
  input: amount,
  output: amount,
  cacheRead: amount,
  cacheWrite5m: amount,
  cacheWrite1h: amount,
});

const schemaLink = z.string().optional().describe('The JSON Schema of this file, for editors.');
const rules = z.array(rule).optional().describe('Your own rules; the first that fits counts.');

/** The readable form of `config.json`; the guard in config.ts is held equal to it by a test. */
export const configSchema = z
  .looseObject({
    $schema: schemaLink,
    mode: z
      .enum(modes)
      .optional()
      .describe('What tierwise does with a prompt. Default: found out from the session.'),
    enforcement: z
      .enum(enforcements)
      .optional()
      .describe('How hard a directive is backed. Default: enforce.'),
    tier: z
      .enum([...tiers, 'auto'])
      .optional()
      .describe('One tier for all prompts that are not risky. Default: auto, prompt by prompt.'),
    maxTier: z
      .enum(modelTiers)
      .optional()
      .describe("Nothing is sent above it. Default: the session's own tier."),
    allowUp: z
      .boolean()
      .optional()
      .describe("Whether a wish typed by hand may go above the session's tier. Default: false."),
    economics: z
      .enum(['on', 'off'])
      .optional()
      .describe('Whether a move must pay at the prices. Default: on.'),
    bias: z
      .enum(['quality', 'balanced', 'saver'])
      .optional()
      .describe('Where between quality and saving to stand. Default: quality.'),
    agents: z
      .record(z.string(), z.enum(modelTiers))
      .optional()
      .describe('Agents of your own that tierwise may set to a tier: name to tier.'),
    rules,
    prices: z
      .record(z.string(), price)
      .optional()
      .describe('USD per million tokens, by a pattern of the model name; replaces the built-in.'),
  })
  .describe('config.json of tierwise');

/** The readable form of a project's `.claude/tierwise.json`. */
export const projectConfigSchema = z
  .looseObject({
    $schema: schemaLink,
    mode: z
      .enum(['off', 'observe'])
      .optional()
      .describe('A project can switch tierwise off or let it only observe, not more.'),
    maxTier: z.enum(modelTiers).optional().describe('Nothing in this project is sent above it.'),
    rules,
  })
  .describe('.claude/tierwise.json of a project; keys that are not named here are ignored');

/** The JSON Schema that is published under docs/schemas. */
export function jsonSchemaOf(file: 'user' | 'project'): unknown {
  return z.toJSONSchema(file === 'user' ? configSchema : projectConfigSchema);
}
