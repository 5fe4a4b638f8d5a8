import {readTierCommand} from '../core/decision/read-tier-command.ts';
import {describeEconomy} from '../core/economics/describe-economy.ts';
import type {SessionMemory} from '../core/mod/session-memory.ts';
import type {TurnPlan} from '../core/mod/turn-plan.ts';
import {fileMark} from '../core/setup/file-mark.ts';
import type {Engine, Events} from './engine.ts';
import {addEvidence, writeEvidence} from './keep-evidence.ts';
import {current, happened} from './live.ts';
import {claudeFolder, dataFolder, readEnvironment} from './read-environment.ts';
import {recallSession, saveMemory} from './recall-session.ts';
import {takeTier} from './take-correction.ts';

/** The plan of the newest turn that began, and how many turns went where: for :why and :report. */
const seen: {plan: TurnPlan | undefined; turns: Map<string, number>} = {
  plan: undefined,
  turns: new Map(),
};

export function countTurn(): void {
  const plan = current().turn?.plan;
  if (plan !== undefined) {
    seen.plan = plan;
    const where = plan.move?.tier ?? 'stay';
    seen.turns.set(where, (seen.turns.get(where) ?? 0) + 1);
  }
}

/** What a command of ours answers; undefined: it is somebody else's. */
export async function answerCommand(
  $: Engine,
  {command, args}: Events['command.run'][0],
): Promise<string | undefined> {
  switch (command) {
    case 'tierwise:tier':
      return answerTier($, args);
    case 'tier':
      return (await isOurTier($)) ? answerTier($, args) : undefined;
    case 'tierwise:why':
      await recallSession($);
      return describeLast();
    case 'tierwise:report':
      await recallSession($);
      return describeSession($);
    default:
      return undefined;
  }
}

let isRegistered = false;

/** `/tier` beside `/tierwise:tier`, where nobody has a command of that name. */
export async function registerTier($: Engine): Promise<void> {
  const commands = await $.command.list();
  if (!commands.some(({name}) => name === 'tier')) {
    await $.command.register({
      name: 'tier',
      description: 'tierwise: set the tier of this session (haiku, sonnet, opus, stay, auto)',
      argumentHint: 'haiku | sonnet | opus | stay | auto',
    });
    isRegistered = true;
  }
}

/** Registered here, or put into the user's folder by `tierwise install`. */
async function isOurTier($: Engine): Promise<boolean> {
  if (isRegistered) {
    return true;
  }
  const root = await $.session.root();
  const claude = claudeFolder(await readEnvironment($));
  for (const folder of [`${root}/.claude`, claude]) {
    const text = await $.fs.read(`${folder}/commands/tier.md`).catch(() => undefined);
    if (text !== undefined) {
      return text.includes(fileMark);
    }
  }
  return false;
}

async function answerTier($: Engine, args: string): Promise<string> {
  await recallSession($);
  const command = readTierCommand(`/tier ${args}`);
  const {memory} = current();
  if (command.wish === 'unknown') {
    return `/tier ${command.word} is not known. Write /tier haiku, sonnet, opus, stay or auto.`;
  }
  if (command.wish === 'show') {
    return describeMemory(memory);
  }
  await takeTier($, command.tier);
  happened({type: 'tier-set', tier: command.tier});
  try {
    await saveMemory($);
  } catch (error) {
    return `/tier ${command.tier} holds for this process; it could not be kept: ${error}`;
  }
  const data = dataFolder(await readEnvironment($));
  await addEvidence($, {data, prompt: null}, {event: 'override', tier: command.tier});
  await writeEvidence($);
  return describeMemory(current().memory);
}

function describeMemory({tier, failed, isPaused, isStopped}: SessionMemory): string {
  if (tier !== undefined) {
    if (tier !== 'stay' && failed.includes(tier)) {
      return `a request on ${tier} failed in this session, so prompts stay on its own model. Try it again: /tier auto, then /tier ${tier}.`;
    }
    return tier === 'stay'
      ? 'this session stays on its own model until /tier auto.'
      : `prompts of this session run on ${tier}, or stay where the session's own model is no larger, until /tier auto.`;
  }
  if (isPaused) {
    return 'a /model paused routing in this session. Back to routing: /tier auto.';
  }
  if (isStopped) {
    return 'a moved turn was taken back in this session, so it stays on its own model. Back to routing: /tier auto.';
  }
  return 'this session is routed prompt by prompt (auto). Change it: /tier haiku, sonnet, opus or stay.';
}

function describeLast(): string {
  const {plan} = seen;
  if (plan === undefined) {
    return 'no prompt of this session was decided yet.';
  }
  const {decision, move, held, economy, choice} = plan;
  return [
    `${move?.tier ?? 'stay'}: ${held ?? decision.because}`,
    `kind ${decision.route.kind}, risk ${decision.route.risk ? 'yes' : 'no'}, base ${plan.baseModel}`,
    `mode ${choice.mode}: ${choice.because}`,
    ...decision.reasons.map((reason) => `- ${reason}`),
    ...(economy === undefined ? [] : describeEconomy(economy)),
  ].join('\n');
}

async function describeSession($: Engine): Promise<string> {
  const {rateLimits, cost} = await $.session.usage();
  const turns = [...seen.turns].map(([where, count]) => `${where} ${count}`).join(', ');
  const limits = rateLimits.map(({kind, percentUsed}) => `${kind} ${percentUsed} %`).join(', ');
  const {base, memory} = current();
  return [
    `turns since this process began: ${turns || 'none'}`,
    `base model: ${base ?? 'not known yet'}`,
    ...(memory.failed.length === 0 ? [] : [`no more moves to: ${memory.failed.join(', ')}`]),
    ...(memory.failures ?? []).map(({tier, kind}) => `too much for ${tier} here: ${kind}`),
    ...(cost === undefined
      ? []
      : [`the session cost about $${cost.usd.toFixed(4)} (the client's estimate)`]),
    ...(limits === '' ? [] : [`limits used: ${limits}`]),
    'for all sessions, with what the moves saved: tierwise report',
  ].join('\n');
}
