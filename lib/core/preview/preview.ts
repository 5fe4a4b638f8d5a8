import type {Kind} from '../routing/kind.ts';
import type {Tier} from '../tier.ts';
import type {TurnEstimate} from './estimate-saving.ts';

/** A past prompt and where it would go. */
export interface PreviewedPrompt {
  at: string;
  session: string;
  /** The first words, on one line, for the person's own screen. */
  clip: string;
  tier: Tier;
  kind: Kind;
  risk: boolean;
  because: string;
}

export interface Preview {
  /** Newest first. */
  prompts: PreviewedPrompt[];
  sessions: number;
  /** How many would go where. */
  tiers: Record<Tier, number>;
  /** USD, over the turns whose tokens and prices are known. */
  saving: TurnEstimate & {
    /** Moved turns that the figures cover, and moved turns that nothing is known of. */
    turns: number;
    unknown: number;
    /** What all turns together cost, moved or not, as far as known. */
    costOfAll: number;
  };
  /** Where the transcripts were looked for. */
  folder: string;
}
