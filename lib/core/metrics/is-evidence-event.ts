import {
  type Guard,
  hasShape,
  isFlag,
  isListOf,
  isMaybe,
  isNumber,
  isOneOf,
  isRecord,
  isText,
} from '../guard.ts';
import {enforcements, modes} from '../mode/mode.ts';
import {modelTiers, tiers} from '../tier.ts';
import type {EvidenceEvent} from './evidence-event.ts';

/**
 * Whether a parsed line is evidence that this version can read. A million lines go through it, so
 * it is written by hand; a property test holds it equal to evidence-schema.ts.
 */
export function isEvidenceEvent(value: unknown): value is EvidenceEvent {
  return (
    isHead(value) && Object.hasOwn(bodies, value.event) && (bodies[value.event]?.(value) ?? false)
  );
}

function isNullOr<Value>(guard: Guard<Value>): Guard<Value | null> {
  return (value): value is Value | null => value === null || guard(value);
}

const isHead = hasShape({
  v: (value): value is 1 => value === 1,
  at: isText,
  session: isText,
  prompt: isNullOr(isText),
  event: isText,
});

const bodies: Record<string, Guard<unknown>> = {
  decision: hasShape({
    surface: isMaybe(isOneOf(['hooks', 'mod'])),
    mode: isOneOf(modes),
    mode_because: isText,
    noted: isListOf(isText),
    tier: isOneOf(tiers),
    route: isOneOf(tiers),
    kind: isText,
    risk: isFlag,
    confidence: isNumber,
    base: isNullOr(isOneOf(modelTiers)),
    base_model: isNullOr(isText),
    max_tier: isMaybe(isOneOf(modelTiers)),
    enforcement: isOneOf(enforcements),
    reasons: isListOf(isText),
    typed: isMaybe(isFlag),
    watched: isMaybe(isFlag),
    client: isNullOr(isText),
    transcript: isNullOr(isText),
    project: isNullOr(isText),
    overhead_ms: isNumber,
  }),
  'tool-call': hasShape({
    verdict: isOneOf(['rewritten', 'denied', 'gate-opened']),
    tool: isText,
    because: isText,
    to: isNullOr(isOneOf(modelTiers)),
    tool_use: isNullOr(isText),
  }),
  'agent-call': hasShape({
    agent: isNullOr(isText),
    agent_id: isNullOr(isText),
    requested_model: isNullOr(isText),
    resolved_model: isNullOr(isText),
    status: isNullOr(isText),
    handed_back: isFlag,
    duration_ms: isNullOr(isNumber),
    tool_use: isNullOr(isText),
  }),
  'agent-end': hasShape({
    agent: isNullOr(isText),
    agent_id: isNullOr(isText),
    transcript: isNullOr(isText),
    handed_back: isMaybe(isFlag),
  }),
  'turn-end': isRecord,
  override: hasShape({tier: isOneOf([...tiers, 'auto'])}),
  correction: hasShape({by: isText}),
  error: hasShape({code: isText}),
  run: hasShape({
    run: isText,
    step: isText,
    attempt: isNumber,
    tier: isOneOf(tiers),
    model: isNullOr(isText),
    outcome: isText,
    cost_usd: isNullOr(isNumber),
    turns: isNumber,
    duration_ms: isNumber,
  }),
  job: isRecord,
};
