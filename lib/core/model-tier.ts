import type {ModelTier} from './tier.ts';

/**
 * The tier of a model name: an alias (`opus`, `sonnet[1m]`) or a full id of any provider
 * (`claude-haiku-4-5-20251001`, `us.anthropic.claude-opus-4-8-v1:0`). Fable stands above opus and
 * moves down like it. undefined: a name that we do not know, and must not judge.
 */
export function modelTier(model: string): ModelTier | undefined {
  const families = new Set(
    model.toLowerCase().match(/(?<![a-z])(?:haiku|sonnet|opus|fable)(?![a-z])/g) ?? [],
  );
  const [family] = families;
  if (families.size !== 1 || family === undefined) {
    return undefined;
  }
  return family === 'fable' ? 'opus' : (family as ModelTier);
}
