import type {Tier} from '../tier.ts';
import type {AttemptFailureCode} from './attempt-failure.ts';

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
  /** No second attempt is made, by whoever takes the run up; whoever asked for it has more of its own. */
  one_attempt?: boolean;
  /** For all attempts together; null: no cap of ours. */
  max_usd: number | null;
  /** For each attempt. */
  max_turns: number | null;
  /** As the client names it; null: the client's own default. */
  permission_mode: string | null;
  /** Permission rules of the client, such as `Bash(npm test:*)`. */
  allowed_tools: readonly string[];
  /** Tools of the client that are taken away. */
  disallowed_tools?: readonly string[];
  /** Folders beside `cwd` that the client may read. */
  added_folders?: readonly string[];
  /** An agent of the user's own. */
  agent?: string;
  /** JSON Schema of the answer; without it the answer is text. */
  output_schema?: Readonly<Record<string, unknown>>;
  /** What is tried again on the same tier, in place of the usual policy. */
  retry?: RetryRule;
}

export interface RetryRule {
  on: readonly AttemptFailureCode[];
  /** Attempts after the first. */
  limit: number;
  /** Before the first of them; it doubles with each. */
  backoff_ms: number;
}
