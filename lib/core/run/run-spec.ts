import type {Tier} from '../tier.ts';

/** What was asked of a run: everything that a later process needs to go on with it. */
export interface RunSpec {
  /** The folder that the work is about. */
  cwd: string;
  /** tierwise's session that the run belongs to. */
  session: string | null;
  /** The client's id of the prompt that was handed off; null: nobody's turn waits for it. */
  prompt_id: string | null;
  /** Tiers to try, in order; `stay` is the client's own model. Never empty. */
  ladder: readonly Tier[];
  /** Where the ladder comes from, for the person who reads. */
  because: readonly string[];
  /** The user's own command; it decides whether an attempt was good. */
  verify: string | null;
  /** Each attempt works in a copy of the repository. */
  isolate: boolean;
  /** For each attempt, and for each verification. */
  timeout_ms: number;
  /** Further attempts after failures that pass by themselves, for each tier. */
  retries: number;
  /** For all attempts together; null: no cap of ours. */
  max_usd: number | null;
  /** For each attempt. */
  max_turns: number | null;
  /** As the client names it; null: the client's own default. */
  permission_mode: string | null;
  /** Permission rules of the client, such as `Bash(npm test:*)`. */
  allowed_tools: readonly string[];
}
