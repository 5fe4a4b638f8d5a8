/** A size of Claude, or `stay`: the session's own model is the right one. */
export type Tier = ModelTier | 'stay';

/** A size of Claude that a directive, an agent or a run can be sent to. */
export type ModelTier = 'haiku' | 'sonnet' | 'opus';

/** Smallest first: the order is the rank. */
export const modelTiers: readonly ModelTier[] = ['haiku', 'sonnet', 'opus'];

export const tiers: readonly Tier[] = [...modelTiers, 'stay'];

export function isModelTier(value: unknown): value is ModelTier {
  return modelTiers.includes(value as ModelTier);
}

export function isTier(value: unknown): value is Tier {
  return value === 'stay' || isModelTier(value);
}

export function isBelow(left: ModelTier, right: ModelTier): boolean {
  return modelTiers.indexOf(left) < modelTiers.indexOf(right);
}

export function smallerOf(left: ModelTier, right: ModelTier): ModelTier {
  return isBelow(right, left) ? right : left;
}
