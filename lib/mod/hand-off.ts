import type {TurnPlan} from '../core/mod/turn-plan.ts';
import {type HandOffAnswer, readHandOffAnswer} from '../core/run/hand-off-answer.ts';
import {planLadder} from '../core/run/plan-ladder.ts';
import type {Engine} from './engine.ts';
import {addEvidence} from './keep-evidence.ts';
import {current} from './live.ts';
import {decided, situation} from './submit-prompt.ts';

/** Turns that were handed off once: what is left of them belongs to the session. */
const handed = new Set<string>();

/** The client ends a program after ten minutes; the answer has to arrive before that. */
const waitMs = 570_000;
const timeoutMs = 600_000;

/** The orchestrator's answer to a turn that goes to it; undefined: the turn is the session's own. */
export async function handOffTurn($: Engine, turnId: string): Promise<string | undefined> {
  const plan = current().turn?.plan;
  const known = plan && decided.get(plan);
  if (plan?.choice.mode !== 'orchestration' || known === undefined || handed.has(turnId)) {
    return undefined;
  }
  handed.add(turnId);
  const {data, root, orchestrator} = known.facts.places;
  const answer = await runOrchestrator($, plan, {root, orchestrator});
  if (!answer.isTaken) {
    $.ui.log(`the hand-off failed, so the session answers: ${answer.because}`, {to: 'debug'});
    await addEvidence($, {data, prompt: plan.promptId}, {event: 'error', code: 'hand-off-failed'});
  }
  return answer.isTaken ? answer.text : undefined;
}

async function runOrchestrator(
  $: Engine,
  plan: TurnPlan,
  {root, orchestrator}: {root: string; orchestrator: string},
): Promise<HandOffAnswer> {
  const {ladder} = planLadder(() => plan.decision);
  const argv = [
    ...['node', orchestrator, 'run', '--json', '--quiet'],
    ...['--wait', `${waitMs}ms`],
    ...['--ladder', ladder.join(',')],
    ...['--session', await $.session.id()],
    ...(plan.promptId === null ? [] : ['--prompt-id', plan.promptId]),
    ...['--cwd', root],
    ...(situation.permissionMode === undefined || situation.permissionMode === 'default'
      ? []
      : ['--permission-mode', situation.permissionMode]),
    '-',
  ];
  try {
    const {stdout} = await $.process.run(argv, {cwd: root, stdin: plan.text, timeoutMs});
    return readHandOffAnswer(stdout);
  } catch (error) {
    return {isTaken: false, because: String(error)};
  }
}
