import type {Engine, Events} from './engine.ts';
import {addEvidence, writeEvidence} from './keep-evidence.ts';
import {current, happened} from './live.ts';
import {decided} from './submit-prompt.ts';

/** Notes the end of a turn, with what the plan's limits stand at. */
export async function endTurn($: Engine, ended: Events['turn.complete'][0]): Promise<void> {
  if (ended.agentId !== undefined) {
    happened({type: 'agent-ended', agentId: ended.agentId});
    return;
  }
  const plan = current().turn?.id === ended.turnId ? current().turn?.plan : undefined;
  happened({type: 'turn-ended', id: ended.turnId, wasAnswered: ended.reason === 'answer'});
  const known = plan && decided.get(plan);
  if (plan === undefined || known === undefined) {
    return;
  }
  decided.delete(plan);
  const {rateLimits, cost} = await $.session.usage();
  const quota = rateLimits.map(({kind, percentUsed, resetsAt}) => ({
    kind,
    percent_used: percentUsed,
    resets_at: resetsAt ?? null,
  }));
  const end = {
    event: 'turn-end' as const,
    duration_ms: Math.round(ended.durationMs),
    session_cost_usd: cost?.usd ?? null,
    quota,
  };
  await addEvidence($, {data: known.facts.places.data, prompt: plan.promptId}, end);
  await writeEvidence($);
}
