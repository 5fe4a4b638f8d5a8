import type {DecisionEvent, EvidenceEvent} from './evidence-event.ts';
import {type DecisionRecord, isMove, type SessionTurns, type TurnRecord} from './turn.ts';

export interface GatherLimits {
  /** Sessions kept open at once; the one that was quiet longest is let go. */
  sessions: number;
  /** Turns kept of one session. */
  turns: number;
  /** Turns and sessions that are remembered after they were let go, so that nothing counts twice. */
  remembered: number;
}

const defaultLimits: GatherLimits = {sessions: 256, turns: 500, remembered: 4000};

export interface Gathering {
  add: (event: EvidenceEvent) => void;
  /** Lets everything go that is still open. */
  end: () => void;
}

interface OpenSession extends Pick<SessionTurns, 'session' | 'transcript' | 'project'> {
  turns: Map<string, TurnRecord>;
  wasMoved: boolean;
  /** The turn that was decided last. */
  last: TurnRecord | undefined;
}

const endOfTime = '9999';

/** A prompt is written to the transcript a moment before its decision is recorded. */
const slackMs = 60_000;

export interface GatherUse {
  onSession: (session: SessionTurns) => void;
  /** `/tier` was used; `isCorrection`: right after a prompt that was moved. */
  onOverride?: (override: {at: string; tier: string; isCorrection: boolean}) => void;
}

/**
 * Puts the lines of one prompt together, and the prompts of one session, as they stream by. What
 * is open at a time is bounded, so that memory does not grow with the evidence.
 */
export function gatherTurns(
  {onSession, onOverride}: GatherUse,
  limits: GatherLimits = defaultLimits,
): Gathering {
  const open = new Map<string, OpenSession>();
  const letGo = new Map<string, true>();
  /** Up to where each session was let go. */
  const doneUpTo = new Map<string, string>();

  return {
    add,
    end: () => {
      for (const session of open.values()) {
        release(session, session.turns.size, endOfTime);
      }
      open.clear();
    },
  };

  function add(event: EvidenceEvent): void {
    const session = findSession(event);
    if (event.event === 'override') {
      onOverride?.({at: event.at, tier: event.tier, isCorrection: session.wasMoved});
      return;
    }
    // A decision without a prompt id cannot be joined, but it was made.
    const id = event.prompt ?? (event.event === 'decision' ? `at ${event.at}` : undefined);
    if (id === undefined || event.event === 'error' || letGo.has(turnKey(event.session, id))) {
      return;
    }
    addToTurn(event, findTurn(session, id, event), session);
    if (session.turns.size > limits.turns) {
      // The newest stay: lines of theirs may still come.
      const count = Math.ceil(limits.turns / 2);
      const next = [...session.turns.values()][count];
      release(session, count, next?.at ?? event.at);
    }
  }

  function findSession({session: id, at}: EvidenceEvent): OpenSession {
    const known = open.get(id);
    const session = known ?? {
      session: id,
      transcript: null,
      project: null,
      turns: new Map<string, TurnRecord>(),
      wasMoved: false,
      last: undefined,
    };
    // The newest is the last one of the map.
    open.delete(id);
    open.set(id, session);
    if (known === undefined && open.size > limits.sessions) {
      const [oldest] = open.values();
      if (oldest !== undefined) {
        release(oldest, oldest.turns.size, moveTime(at, -slackMs));
        open.delete(oldest.session);
      }
    }
    return session;
  }

  function release(session: OpenSession, count: number, end: string): void {
    const {session: id, transcript, project} = session;
    const released = [...session.turns].slice(0, count);
    for (const [prompt] of released) {
      session.turns.delete(prompt);
      remember(letGo, turnKey(id, prompt), true);
    }
    // A line without its decision is the rest of a turn that was let go, or of another period.
    const turns = released.map(([, turn]) => turn).filter(({decision}) => decision !== undefined);
    const from = doneUpTo.get(id) ?? turns[0]?.at;
    if (from !== undefined) {
      const to = end > from ? end : from;
      remember(doneUpTo, id, to);
      const isDecidedElsewhere = (prompt: string) =>
        session.turns.has(prompt) || letGo.has(turnKey(id, prompt));
      onSession({session: id, transcript, project, turns, from, to, isDecidedElsewhere});
    }
  }

  function remember<Value>(known: Map<string, Value>, key: string, value: Value): void {
    known.delete(key);
    known.set(key, value);
    if (known.size > limits.remembered) {
      const [oldest] = known.keys();
      known.delete(oldest as string);
    }
  }
}

function moveTime(at: string, byMs: number): string {
  const time = Date.parse(at);
  return Number.isNaN(time) ? at : new Date(time + byMs).toISOString();
}

function turnKey(session: string, prompt: string): string {
  return `${session} ${prompt}`;
}

function findTurn(session: OpenSession, id: string, {at, prompt}: EvidenceEvent): TurnRecord {
  const known = session.turns.get(id);
  if (known !== undefined) {
    return known;
  }
  const turn: TurnRecord = {
    session: session.session,
    prompt,
    at,
    decision: undefined,
    denials: 0,
    isGateOpen: false,
    hasEnded: false,
    rewritten: [],
    agentCalls: [],
    runModels: [],
    hasNext: false,
    correctedBy: undefined,
  };
  session.turns.set(id, turn);
  return turn;
}

function addToTurn(event: EvidenceEvent, turn: TurnRecord, session: OpenSession): void {
  switch (event.event) {
    case 'decision':
      // One prompt is decided once; a second line would be another install's.
      if (turn.decision === undefined) {
        turn.decision = readDecision(event, session.wasMoved);
        session.transcript = event.transcript ?? session.transcript;
        session.project = event.project ?? session.project;
        session.wasMoved = isMove(turn.decision);
        if (session.last?.decision?.isWatched) {
          session.last.hasNext = true;
        }
        session.last = turn;
      }
      break;
    case 'tool-call':
      turn.denials += event.verdict === 'denied' ? 1 : 0;
      turn.isGateOpen ||= event.verdict === 'gate-opened';
      if (event.verdict === 'rewritten' && event.tool_use !== null) {
        turn.rewritten.push(event.tool_use);
      }
      break;
    case 'agent-call':
      turn.agentCalls.push({
        agentId: event.agent_id,
        model: event.resolved_model,
        hasHandedBack: event.handed_back,
      });
      break;
    case 'agent-end':
      // An agent in the background says it here alone: its call returned when it was launched.
      for (const call of turn.agentCalls) {
        call.hasHandedBack ||= event.handed_back === true && call.agentId === event.agent_id;
      }
      break;
    case 'run':
      if (event.outcome === 'done' && event.model !== null) {
        turn.runModels.push(event.model);
      }
      break;
    case 'turn-end':
      turn.hasEnded = true;
      break;
    case 'correction':
      turn.correctedBy ??= event.by;
      // A session may end with it: then no decision comes that would say so.
      turn.hasNext = true;
      break;
    default:
      break;
  }
}

function readDecision(event: DecisionEvent, wasMoved: boolean): DecisionRecord {
  const isTyped = event.typed === true;
  return {
    surface: event.surface ?? 'hooks',
    mode: event.mode,
    modeBecause: event.mode_because,
    tier: event.tier,
    kind: event.kind,
    risk: event.risk,
    confidence: event.confidence,
    route: event.route,
    base: event.base,
    baseModel: event.base_model,
    maxTier: event.max_tier ?? null,
    enforcement: event.enforcement,
    reasons: event.reasons,
    client: event.client,
    project: event.project,
    overheadMs: event.overhead_ms,
    isTyped,
    isCorrection: isTyped && wasMoved,
    isWatched: event.watched === true,
  };
}
