import type {Tier} from '../tier.ts';
import type {Kind} from './kind.ts';
import type {Reading} from './read-prompt.ts';

/** A class of phrasing. The first rule of the list that applies decides. */
export interface Rule {
  name: string;
  kind: Kind;
  tier: Tier;
  /** How sure it is that this tier is not too low, 0..1. */
  confidence: number;
  reason: string;
  applies: (reading: Reading) => boolean;
}

/** A rule in one line of a list. */
export function rule(
  name: string,
  kind: Kind,
  tier: Tier,
  confidence: number,
  reason: string,
  applies: Rule['applies'],
): Rule {
  return {name, kind, tier, confidence, reason, applies};
}

/** A rule for work that haiku does well. */
export function haiku(
  name: string,
  kind: Kind,
  confidence: number,
  reason: string,
  applies: Rule['applies'],
): Rule {
  return rule(name, kind, 'haiku', confidence, reason, applies);
}
