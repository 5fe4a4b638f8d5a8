import type {EvidenceEvent} from '../../../lib/core/metrics/evidence-event.ts';

const head = {
  v: 1,
  at: '2026-11-22T10:00:00.000Z',
  session: '11111111-2222-4333-8444-555555555555',
  prompt: 'aaaaaaaa-0000-4000-8000-000000000001',
} as const;

export const decision = {
  ...head,
  event: 'decision',
  surface: 'hooks',
  mode: 'directive',
  mode_because: 'interactive session',
  noted: [],
  tier: 'haiku',
  route: 'haiku',
  kind: 'run',
  risk: false,
  confidence: 0.96,
  base: 'opus',
  base_model: 'opus',
  max_tier: 'opus',
  enforcement: 'enforce',
  reasons: ['asks to run the tests', 'the work needs haiku'],
  typed: false,
  watched: true,
  client: '2.1.330',
  transcript: '/t/s.jsonl',
  project: '/p',
  overhead_ms: 61,
} as const satisfies EvidenceEvent;

export const toolCall = {
  ...head,
  event: 'tool-call',
  verdict: 'rewritten',
  tool: 'Agent',
  because: 'the turn runs on haiku',
  to: 'haiku',
  tool_use: 'toolu_1',
} as const satisfies EvidenceEvent;

export const agentCall = {
  ...head,
  event: 'agent-call',
  agent: 'tierwise-haiku',
  agent_id: 'a1',
  requested_model: 'haiku',
  resolved_model: 'claude-haiku-5-5',
  status: 'completed',
  handed_back: false,
  duration_ms: 258,
  tool_use: 'toolu_1',
} as const satisfies EvidenceEvent;

const agentEnd = {
  ...head,
  event: 'agent-end',
  agent: 'tierwise-haiku',
  agent_id: 'a1',
  transcript: '/t/s/subagents/agent-a1.jsonl',
} as const satisfies EvidenceEvent;

export const turnEnd = {...head, event: 'turn-end'} as const satisfies EvidenceEvent;

export const override = {...head, event: 'override', tier: 'auto'} as const satisfies EvidenceEvent;

export const correction = {
  ...head,
  event: 'correction',
  by: 'wrong',
} as const satisfies EvidenceEvent;

export const trouble = {
  ...head,
  prompt: null,
  event: 'error',
  code: 'turn-not-claimed',
} as const satisfies EvidenceEvent;

/** One of each kind that this version knows. */
export const sampleEvents: EvidenceEvent[] = [
  decision,
  toolCall,
  agentCall,
  agentEnd,
  turnEnd,
  override,
  correction,
  trouble,
  {
    ...head,
    event: 'run',
    run: '20261126-174913-3f9a',
    step: 'main',
    attempt: 1,
    tier: 'haiku',
    model: 'claude-haiku-5-5',
    outcome: 'done',
    cost_usd: 0.0021,
    turns: 3,
    duration_ms: 4210,
  },
  {...head, event: 'job'},
];
