import {findWish} from '../core/decision/find-wish.ts';
import {promptOrigin} from '../core/hook/prompt-origin.ts';
import {planTurn} from '../core/mod/plan-turn.ts';
import type {TurnPlan} from '../core/mod/turn-plan.ts';
import type {Engine, Events} from './engine.ts';
import {gatherPrompt, type PromptFacts} from './gather-prompt.ts';
import {current, happened} from './live.ts';
import {recallSession} from './recall-session.ts';
import {takeCorrection} from './take-correction.ts';
import {within} from './within.ts';

type Submission = Events['prompt.submit'][0];

/** A prompt that waits for its facts longer than this stays where it is. */
const maxWaitMs = 2_000;

/** Decided prompts, with what else is known of them: for evidence, and to decide again. */
export const decided = new Map<TurnPlan, {facts: PromptFacts; spentMs: number}>();

/** Set as the session starts and with every prompt. */
export const situation: {
  isAttended: boolean;
  isPlanMode: boolean;
  /** As the client names it; undefined before the first prompt. */
  permissionMode: string | undefined;
} = {isAttended: false, isPlanMode: false, permissionMode: undefined};

/** Decides one prompt, and returns it as it goes on: without the wish that was typed in it. */
export async function submitPrompt($: Engine, submission: Submission): Promise<Submission> {
  const startedAt = performance.now();
  await within($, maxWaitMs, recallSession($));
  if (!isRoutable(submission)) {
    return submission;
  }
  const facts = await within($, maxWaitMs, gatherPrompt($, situation));
  if (facts === undefined) {
    return submission;
  }
  const isActive = facts.plan.choice.mode === 'directive';
  const {prompt, text} = await readText($, submission.text, isActive);
  const planNow = () => planTurn({...facts.plan, memory: current().memory, prompt, text});
  const first = planNow();
  const {kind} = first.decision.route;
  const isCorrected = await takeCorrection($, {typed: submission.text, kind, isActive});
  // What was learned from the correction counts for the prompt that told it.
  const plan = isCorrected ? planNow() : first;
  happened({type: 'planned', plan});
  keep(plan, facts, performance.now() - startedAt);
  const refusal = tellRefusal(plan);
  if (refusal !== undefined && isActive) {
    $.ui.log(refusal);
  }
  if (
    submission.turnId !== undefined &&
    isActive &&
    (plan.decision.isTyped || plan.decision.route.risk)
  ) {
    // Typed into a running turn: what it does from here on is no longer what was decided.
    holdUnlessSame(plan);
  }
  return {...submission, text};
}

/** The client's own words, other sessions', schedules' and plugins' are none of a person's. */
function isRoutable({command, isMeta, origin, text}: Submission): boolean {
  return (
    command === undefined &&
    isMeta !== true &&
    ['composer', 'sdk', 'bridge'].includes(origin.kind) &&
    promptOrigin(text) === 'prompt'
  );
}

/** Who typed a tier is told where the prompt stays all the same. */
function tellRefusal({decision, held}: TurnPlan): string | undefined {
  return decision.isTyped && held !== undefined
    ? `tierwise: ${decision.because} was not followed: ${held}.`
    : decision.refusal;
}

/** A lone wish repeats the last prompt; a token goes out of the text either way. */
async function readText(
  $: Engine,
  typed: string,
  isActive: boolean,
): Promise<{prompt: string; text: string}> {
  const wish = findWish(typed);
  if (!isActive || wish === undefined || !/^\s*~|~\S+\s*$/.test(typed)) {
    return {prompt: typed, text: typed};
  }
  if (wish.text !== '') {
    return {prompt: typed, text: wish.text};
  }
  const last = current().last?.prompt ?? (await findLastPrompt($));
  return last === undefined
    ? {prompt: typed, text: typed}
    : {prompt: `~${wish.tier} ${last}`, text: last};
}

async function findLastPrompt($: Engine): Promise<string | undefined> {
  const messages = await $.session.messages();
  return 'deny' in messages
    ? undefined
    : messages.findLast(
        ({role, text}) => role === 'user' && text !== '' && promptOrigin(text) === 'prompt',
      )?.text;
}

function holdUnlessSame({move}: TurnPlan): void {
  if (move?.tier !== current().turn?.plan?.move?.tier) {
    happened({type: 'held'});
  }
}

function keep(plan: TurnPlan, facts: PromptFacts, spentMs: number): void {
  decided.set(plan, {facts, spentMs});
  const [oldest] = decided.keys();
  if (decided.size > 50 && oldest !== undefined) {
    decided.delete(oldest);
  }
}

/** Plan mode is told after the prompt: then the newest plan is made again. */
export function settlePlanMode(isPlanMode: boolean): void {
  situation.isPlanMode = isPlanMode;
  const plan = current().waiting.at(-1);
  const known = plan && decided.get(plan);
  if (plan === undefined || known === undefined) {
    return;
  }
  const {question} = known.facts.plan;
  if (question.isPlanMode === isPlanMode) {
    return;
  }
  const facts = {...known.facts, plan: {...known.facts.plan, question: {...question, isPlanMode}}};
  const again = planTurn({
    ...facts.plan,
    memory: current().memory,
    prompt: plan.prompt,
    text: plan.text,
  });
  happened({type: 'planned', plan: again});
  keep(again, facts, known.spentMs);
}
