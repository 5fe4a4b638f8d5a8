import {isModelTier, type ModelTier, modelTiers, type Tier} from '../tier.ts';
import type {RunSpec} from './run-spec.ts';

export interface ClientCall {
  tier: Tier;
  spec: RunSpec;
  /** What the tier's agent is told beside the client's own system prompt. */
  agentPrompt: string | undefined;
  /** The client's own session of this attempt: a new one each time. */
  clientSession: string;
  /** What is left to spend, in USD; null: no cap of ours. */
  budgetUsd: number | null;
}

/**
 * The client's command line for one attempt. The prompt is no part of it: it goes by standard
 * input, where no other user of the machine can read it.
 */
export function writeClientArgs({tier, spec, agentPrompt, clientSession, budgetUsd}: ClientCall) {
  const fallback = fallbackOf(tier, spec.ladder);
  return [
    '-p',
    ...['--output-format', 'stream-json', '--verbose'],
    ...['--session-id', clientSession],
    ...(tier === 'stay' ? [] : ['--model', tier]),
    ...(fallback === undefined ? [] : ['--fallback-model', fallback]),
    ...(agentPrompt === undefined ? [] : ['--append-system-prompt', agentPrompt]),
    ...(spec.max_turns === null ? [] : ['--max-turns', String(spec.max_turns)]),
    ...(budgetUsd === null ? [] : ['--max-budget-usd', String(budgetUsd)]),
    ...(spec.permission_mode === null ? [] : ['--permission-mode', spec.permission_mode]),
    ...(spec.allowed_tools.length === 0 ? [] : ['--allowed-tools', ...spec.allowed_tools]),
    ...(spec.disallowed_tools === undefined
      ? []
      : ['--disallowed-tools', ...spec.disallowed_tools]),
    ...(spec.added_folders === undefined ? [] : ['--add-dir', ...spec.added_folders]),
    ...(spec.agent === undefined ? [] : ['--agent', spec.agent]),
    ...(spec.output_schema === undefined
      ? []
      : ['--json-schema', JSON.stringify(spec.output_schema)]),
  ];
}

/**
 * The model that the client turns to when this one is overloaded: the ladder's next tier, as it may
 * be needed anyway. Without one nothing is sent elsewhere: up costs more, down may be too little.
 */
function fallbackOf(tier: Tier, ladder: readonly Tier[]): ModelTier | undefined {
  const next = ladder[ladder.indexOf(tier) + 1];
  return isModelTier(tier) && isModelTier(next) && modelTiers.includes(next) ? next : undefined;
}
