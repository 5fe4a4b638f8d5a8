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

/** The most that may speak for the conversation, with a rule for the move or without. */
interface Doubt {
  agreed: number;
  alone: number;
}

interface Limits {
  haiku: Doubt;
  sonnet: Doubt;
  /** The least that must speak for small work where no rule says so. */
  small: number;
  /** The most that may speak for hard work where the move is to sonnet. */
  hard: number;
}

/** Chances that decide, by bias: measured on persons whose prompts the weights had not seen. */
const limits: Readonly<Record<Bias, Limits>> = {
  // A follow-up is rarely taken for small work, and often for ordinary work: there the limits are strict.
  quality: {
    haiku: {agreed: 0.5, alone: 0.2},
    sonnet: {agreed: 0.16, alone: 0.04},
    small: 0.81,
    hard: 0.15,
  },
  balanced: {
    haiku: {agreed: 0.55, alone: 0.37},
    sonnet: {agreed: 0.35, alone: 0.07},
    small: 0.76,
    hard: 0.25,
  },
  saver: {
    haiku: {agreed: 0.6, alone: 0.45},
    sonnet: {agreed: 0.5, alone: 0.2},
    small: 0.66,
    hard: 0.4,
  },
};

/** How sure a rule must be of its tier to count. */
const surely = 0.85;
/** Below it the weights overrule a rule that says haiku. */
const hardlySmall = 0.3;

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
  if (opinion.tier === 'opus') return opinion;
  const limit = limits[bias];
  const judged = 1 - chances.session;
  const smallness = chances.small / judged;
  const isSmall =
    opinion.tier === 'haiku'
      ? smallness > hardlySmall
      : smallness > limit.small && !delicate.test(reading.text);
  const tier: ModelTier = isSmall ? 'haiku' : 'sonnet';
  const isAgreed = opinion.tier === tier;
  if (chances.session >= limit[tier][isAgreed ? 'agreed' : 'alone']) {
    if (rule?.tier === 'stay') return opinion;
    return stay(isAgreed ? 'not sure enough to move it' : 'the text alone does not tell');
  }
  if (!isSmall && chances.hard / judged >= limit.hard) return stay('may be hard work');
  const chance = isSmall ? chances.small : judged;
  return {
    tier,
    confidence: isAgreed ? 1 - (1 - chance) * (1 - opinion.confidence) : chance,
    ...(isAgreed
      ? {}
      : {because: isSmall ? 'worded like small work' : 'worded like work of its own'}),
  };
}

function stay(because: string): Settled {
  return {tier: 'stay', confidence: 1, because};
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
