import type {ModelTier, Tier} from '../tier.ts';
import type {Reading} from './read-prompt.ts';
import type {Rule} from './rule.ts';
import type {Chances} from './weigh-features.ts';

/** Where on the curve between quality and saving to stand. */
export type Bias = 'quality' | 'balanced' | 'saver';

/** What rules and weights say together. */
export interface Settled {
  tier: Tier;
  /** 0..1, how sure it is that the tier is not too low. */
  confidence: number;
  /** What the weights had to say where they differ from the rule. */
  because?: string;
}

/** Chances that decide, by bias: measured on persons whose prompts the weights had not seen. */
const limits: Readonly<Record<Bias, {agreed: number; alone: number; small: number}>> = {
  // agreed, alone: the most that may speak for the conversation, with a rule for the move or without.
  // small: the least that must speak for small work where no rule says so.
  quality: {agreed: 0.4, alone: 0.03, small: 0.8},
  balanced: {agreed: 0.5, alone: 0.08, small: 0.7},
  saver: {agreed: 0.6, alone: 0.25, small: 0.6},
};

/** How sure a rule must be of its tier to count. */
const surely = 0.85;
/** A rule that is sure beyond doubt is overruled by weights that are as sure of the conversation. */
const beyondDoubt = {rule: 0.92, session: 0.6};
/** Below it the weights overrule a rule that says haiku. */
const hardlySmall = 0.35;

/** Where an opinion alone is not enough for the smallest tier: two have to agree. */
const delicate =
  /(?<!\w)(?:delet|remov|drop|clean|reset|revert|undo|discard|wip|prod|deploy|releas|publish|merg|rebas|forc|migrat|pay|bill|account|permission|sudo|firewall|domain|dns|backup|overwrit|databas|db|server|key|secret|token|password|credential|annul|supprim|losch|borr|elimin)/;

/** Holds a rule against the learned weights. A move needs both, or weights that are very sure. */
export function settleTier(
  reading: Reading,
  rule: Rule | undefined,
  chances: Chances,
  bias: Bias,
): Settled {
  const opinion = opinionOf(reading, rule);
  const isFirm = rule?.tier === 'stay' && rule.kind !== 'follow-up';
  if (opinion.tier === 'opus' || isFirm) return opinion;
  const limit = limits[bias];
  const isAgreed = opinion.tier !== 'stay';
  const isBeyondDoubt = isAgreed && opinion.confidence >= beyondDoubt.rule;
  const most = isBeyondDoubt ? beyondDoubt.session : isAgreed ? limit.agreed : limit.alone;
  if (chances.session >= most) {
    if (rule?.tier === 'stay') return opinion;
    const because = isAgreed ? 'not sure enough to move it' : 'the text alone does not tell';
    return {tier: 'stay', confidence: 1, because};
  }
  const smallness = chances.small / (chances.small + chances.large);
  const isSmall =
    opinion.tier === 'haiku'
      ? smallness > hardlySmall
      : smallness > limit.small && !delicate.test(reading.text);
  const tier: ModelTier = isSmall ? 'haiku' : 'sonnet';
  const chance = isSmall ? chances.small : 1 - chances.session;
  return {
    tier,
    confidence: isAgreed ? 1 - (1 - chance) * (1 - opinion.confidence) : chance,
    ...(tier === opinion.tier
      ? {}
      : {because: isSmall ? 'worded like small work' : 'worded like work of its own'}),
  };
}

/** The tier that a rule stands for, if it is sure of it. */
function opinionOf(reading: Reading, rule: Rule | undefined): {tier: Tier; confidence: number} {
  if (rule === undefined || rule.tier === 'stay') return {tier: 'stay', confidence: 1};
  // The work is named, but its size may stand in the conversation.
  const leans = rule.tier === 'sonnet' && (reading.says('leansBack') || reading.before('no'));
  const confidence = leans ? rule.confidence - 0.08 : rule.confidence;
  if (rule.tier === 'opus' || confidence >= surely) return {tier: rule.tier, confidence};
  return {tier: 'stay', confidence: 1};
}
