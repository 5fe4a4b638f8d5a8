import type {ModelTier} from '../tier.ts';

/** Name of the agent that works on a tier. */
export function agentOf(tier: ModelTier): string {
  return `tierwise-${tier}`;
}

/** What an agent of ours says when the work is too large for it. The directive and the hooks read it. */
export const handBackPhrase = 'needs a larger tier';

/**
 * What the model reads: a statement of fact about how this session is set up, and how to act on
 * it. Models follow a fact with a reason; shouted orders in hook text read like an injection.
 */
export function writeDirective(tier: ModelTier, because: string): string {
  const agent = agentOf(tier);
  return [
    `This prompt is routed to the agent "${agent}" by tierwise, a model router that the user installed and configured for this session.`,
    `Why: ${because}.`,
    `How the user wants it done: one Agent call with subagent_type "${agent}", the whole request in its prompt together with whatever it needs from this conversation (paths, decisions, pasted text), run_in_background false; then give the user its result.`,
    `If the agent answers "${handBackPhrase}", carry on here yourself. All this is about this one prompt, not about a later summary of the conversation.`,
  ].join('\n');
}
