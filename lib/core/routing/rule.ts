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
