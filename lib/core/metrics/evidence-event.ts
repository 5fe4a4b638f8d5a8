import type {Enforcement, Mode} from '../mode/mode.ts';
import type {ModelTier, Tier} from '../tier.ts';

/**
 * One line of evidence. Says what was decided and what the client reported, in codes, names and
 * numbers: no prompt text, no answer, no hash of either. evidence-schema.ts is its readable form.
 */
export type EvidenceEvent = Head & EvidenceBody;

export type EvidenceBody =
  | DecisionEvent
  | ToolCallEvent
  | AgentCallEvent
  | AgentEndEvent
  | TurnEndEvent
  | OverrideEvent
  | CorrectionEvent
  | ErrorEvent
  | RunAttemptEvent
  | ReservedEvent;

interface Head {
  v: 1;
  /** ISO 8601, UTC. */
  at: string;
  session: string;
  /** The client's prompt id; null before the first prompt. */
  prompt: string | null;
}

export interface DecisionEvent {
  event: 'decision';
  /** Who acts on it: `mod` sets the main thread's own model. Absent in old lines: the hooks. */
  surface?: 'hooks' | 'mod' | undefined;
  mode: Mode;
  mode_because: string;
  noted: string[];
  tier: Tier;
  route: Tier;
  /** A Kind of the version that wrote it. */
  kind: string;
  risk: boolean;
  confidence: number;
  base: ModelTier | null;
  base_model: string | null;
  /** Nothing in the turn is sent above it. Absent in old lines. */
  max_tier?: ModelTier | undefined;
  enforcement: Enforcement;
  reasons: string[];
  /** The prompt itself wished for a tier. Absent in old lines. */
  typed?: boolean | undefined;
  /** What comes next is held against it, and noted if it takes it back. Absent in old lines. */
  watched?: boolean | undefined;
  client: string | null;
  transcript: string | null;
  project: string | null;
  /** What the hook added to the prompt, from the start of its process, in milliseconds. */
  overhead_ms: number;
}

interface ToolCallEvent {
  event: 'tool-call';
  verdict: 'rewritten' | 'denied' | 'gate-opened';
  tool: string;
  because: string;
  to: ModelTier | null;
  tool_use: string | null;
}

interface AgentCallEvent {
  event: 'agent-call';
  agent: string | null;
  agent_id: string | null;
  requested_model: string | null;
  resolved_model: string | null;
  status: string | null;
  handed_back: boolean;
  duration_ms: number | null;
  tool_use: string | null;
}

interface AgentEndEvent {
  event: 'agent-end';
  agent: string | null;
  agent_id: string | null;
  transcript: string | null;
  /** Its last words were that the work needs a larger tier. */
  handed_back?: boolean;
}

interface TurnEndEvent {
  event: 'turn-end';
}

interface OverrideEvent {
  event: 'override';
  tier: Tier | 'auto';
}

/** The next thing a person did took the turn of `prompt` back. */
interface CorrectionEvent {
  event: 'correction';
  /** A Correction of the version that wrote it. */
  by: string;
}

/** A hook that stepped aside. The log has the rest. */
interface ErrorEvent {
  event: 'error';
  code: string;
}

/** One attempt of a run of the orchestrator. */
interface RunAttemptEvent {
  event: 'run';
  run: string;
  step: string;
  attempt: number;
  tier: Tier;
  /** What the client says ran. */
  model: string | null;
  /** `done`, or the code of the failure. */
  outcome: string;
  cost_usd: number | null;
  turns: number;
  duration_ms: number;
}

/** A name that jobs will write under; its fields are not settled. */
interface ReservedEvent {
  event: 'job';
}
