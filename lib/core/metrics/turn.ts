import type {Enforcement, Mode} from '../mode/mode.ts';
import type {ModelTier, Tier} from '../tier.ts';

/** What the evidence tells of one prompt. */
export interface TurnRecord {
  session: string;
  prompt: string | null;
  /** When it was decided, else when it was typed; ISO 8601. */
  at: string;
  /** undefined: no decision was made (a slash command, `!`, a notice of the client's own). */
  decision: DecisionRecord | undefined;
  denials: number;
  isGateOpen: boolean;
  hasEnded: boolean;
  /** Agent calls that were rewritten to the decided tier, by their ids. */
  rewritten: string[];
  agentCalls: AgentCall[];
  /** Models that did the work in the orchestrator's runs; attempts that failed do not count. */
  runModels: string[];
  /** Another decision of the session came after it, which would have been noted as a correction. */
  hasNext: boolean;
  /** How the next thing that the person did took it back; undefined: nothing did. */
  correctedBy: string | undefined;
}

export interface DecisionRecord {
  surface: 'hooks' | 'mod';
  mode: Mode;
  modeBecause: string;
  tier: Tier;
  kind: string;
  risk: boolean;
  confidence: number;
  route: Tier;
  base: ModelTier | null;
  baseModel: string | null;
  maxTier: ModelTier | null;
  enforcement: Enforcement;
  reasons: string[];
  client: string | null;
  project: string | null;
  overheadMs: number;
  /** A tier typed in the prompt. */
  isTyped: boolean;
  /** ... right after a prompt of the session that was moved. */
  isCorrection: boolean;
  /** The version that wrote it looks for corrections. */
  isWatched: boolean;
}

interface AgentCall {
  agentId: string | null;
  model: string | null;
  hasHandedBack: boolean;
}

/** Decided turns of one session, to be joined with its transcripts. */
export interface SessionTurns {
  session: string;
  /** Path of the main transcript, as the client told it. */
  transcript: string | null;
  project: string | null;
  turns: TurnRecord[];
  /**
   * The time that these turns stand for, so that prompts which were not decided (a slash command,
   * `!`) are taken from the transcript once: after `from`, up to `to`. ISO 8601.
   */
  from: string;
  to: string;
  /** Whether another release of the session holds this prompt. */
  isDecidedElsewhere: (prompt: string) => boolean;
}

/** Told to run elsewhere. What `observe` decides is written down and nobody is told. */
export function isMove({mode, tier}: Pick<DecisionRecord, 'mode' | 'tier'>): boolean {
  return tier !== 'stay' && (mode === 'directive' || mode === 'orchestration');
}
