import {isSameModel} from '../core/mod/is-same-model.ts';
import {isOurAgent, judgeSpawn} from '../core/mod/judge-spawn.ts';
import type {Engine, Events, Next} from './engine.ts';
import {addEvidence} from './keep-evidence.ts';
import {current, happened} from './live.ts';
import {decided} from './submit-prompt.ts';

type SpawnInput = Events['agent.spawn'][0];
type SpawnResult = Events['agent.spawn'][1];

/** Starts a subagent on the tier of its turn; the client would give it the session's own model. */
export async function spawnAgent(
  $: Engine,
  spawn: SpawnInput,
  next: Next<SpawnInput, SpawnResult>,
): Promise<SpawnResult> {
  const plan = current().turn?.plan;
  const known = plan && decided.get(plan);
  const tier = judgeSpawn(
    current(),
    {
      agent: spawn.subagentType,
      model: spawn.model,
      parentAgentId: spawn.parentAgentId,
      isFork: spawn.fork,
      isResumed: spawn.resume !== undefined,
    },
    known?.facts.mappedAgents ?? {},
  );
  // A fork always starts on its parent's model: its requests are moved one by one.
  const result = await next(tier === undefined || spawn.fork ? spawn : {...spawn, model: tier});
  if ('deny' in result && result.deny !== undefined) {
    return result;
  }
  const started = result as {model: string; agentId?: string};
  if (started.agentId !== undefined) {
    const isOwn = tier === undefined && (await hasOwnModel($, spawn));
    happened({type: 'agent-started', agentId: started.agentId, route: {tier, isOwn}});
  }
  if (tier !== undefined && known !== undefined && plan !== undefined) {
    await addEvidence(
      $,
      {data: known.facts.places.data, prompt: plan.promptId},
      {
        event: 'tool-call',
        verdict: 'rewritten',
        tool: 'Agent',
        because: `the turn runs on ${tier}`,
        to: tier,
        tool_use: spawn.tool_use_id || null,
      },
    );
  }
  return result;
}

/**
 * Only asked where the client takes a model of ours for the session's: there an agent without a
 * model of its own would inherit the wrong one.
 */
async function hasOwnModel($: Engine, spawn: SpawnInput): Promise<boolean> {
  const {base, clientModel} = current();
  if (base === undefined || clientModel === undefined || isSameModel(base, clientModel)) {
    return false;
  }
  if (spawn.model !== undefined || isOurAgent(spawn.subagentType)) {
    return true;
  }
  if (!/^[\w-]{1,80}$/.test(spawn.subagentType)) {
    return false;
  }
  const [root, home] = await Promise.all([$.session.root(), $.env.get('HOME')]);
  const config = await $.env.get('CLAUDE_CONFIG_DIR');
  for (const folder of [`${root}/.claude`, config || `${home}/.claude`]) {
    const text = await $.fs
      .read(`${folder}/agents/${spawn.subagentType}.md`)
      .catch(() => undefined);
    if (text !== undefined) {
      return /^---\r?\n[\s\S]*?^model:\s*(?!inherit\b)\S/m.test(
        text.split(/^---\s*$/m, 2).length === 2 ? text : '',
      );
    }
  }
  return false;
}
