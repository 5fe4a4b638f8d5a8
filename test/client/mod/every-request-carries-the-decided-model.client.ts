import {expect, test} from 'vitest';
import {decide} from '../../../lib/core/decision/decide.ts';
import {findWish} from '../../../lib/core/decision/find-wish.ts';
import {findCorrection} from '../../../lib/core/feedback/find-correction.ts';
import {promptOrigin} from '../../../lib/core/hook/prompt-origin.ts';
import {labelledPrompts} from '../../core/routing/labelled-prompts.ts';
import {playsAll} from '../../plays-all.ts';
import type {Script} from '../stub/script.ts';
import {echo} from '../stub/scripts/echo.ts';
import {callOnce, spawnOnce} from './call-once.ts';
import {openModBed} from './open-mod-bed.ts';
import {openStream} from './open-stream.ts';
import {tiersOf} from './tiers-of.ts';

/** Played in turn. */
const scripts: {script: Script; hasAgent?: true}[] = [
  {script: echo},
  {script: callOnce('Bash', {command: 'true'})},
  {script: spawnOnce({subagent_type: 'general-purpose'}), hasAgent: true},
  {script: spawnOnce({subagent_type: 'Explore'}), hasAgent: true},
  {script: spawnOnce({model: 'opus'}), hasAgent: true},
];

const movedTurn = {tier: 'haiku', base: 'opus', kind: 'run', at: 0} as const;

/** A correction teaches the session something, and here each decision stands for itself. */
const prompts = Object.values(labelledPrompts)
  .flat()
  .filter(
    (prompt) =>
      prompt.trim() !== '' &&
      promptOrigin(prompt) === 'prompt' &&
      findCorrection(prompt, {kind: 'other', last: movedTurn}) === undefined &&
      findWish(prompt) === undefined,
  );

/** The classic hook's own decision. */
function decidedTier(prompt: string): string {
  const {tier} = decide({
    prompt,
    baseModel: 'claude-opus-5-5',
    environmentTier: undefined,
    sessionTier: undefined,
    isPlanMode: false,
    config: {},
    project: {},
  });
  return tier === 'stay' ? 'opus' : tier;
}

const turns = playsAll ? 220 : 75;
/** The prompts stand in the order of their tiers: a short round takes some of each, too. */
const stride = Math.ceil(prompts.length / turns);

test('over many turns, tool loops and subagents included', async () => {
  // One counting stub for all turns: its tool calls are numbered by request, and the client takes
  // two calls of one number for the same.
  let script: Script = echo;
  const bed = await openModBed({script: (request) => script(request), maxRequests: 2000});
  // The sum of a move is another test's: here the decision alone counts.
  const stream = openStream(bed, {
    args: ['--allowedTools', 'Bash Agent'],
    env: {TIERWISE_ECONOMICS: 'off'},
  });
  const counts = {turns: 0, moved: 0, requests: 0};
  const wrong: string[] = [];
  for (let turn = 0; turn < turns; turn++) {
    const prompt = prompts[(turn * stride) % prompts.length] as string;
    const {script: next, hasAgent} = scripts[turn % scripts.length] as (typeof scripts)[number];
    script = next;
    const before = bed.stub.messages().length;
    await stream.ask(prompt);
    const requests = bed.stub.messages().slice(before);
    const tier = decidedTier(prompt);
    const main = tiersOf(requests.filter(({isSubagent}) => !isSubagent));
    const agents = tiersOf(requests.filter(({isSubagent}) => isSubagent));
    counts.turns += 1;
    counts.moved += tier === 'opus' ? 0 : 1;
    counts.requests += requests.length;
    if (main.length === 0 || main.some((each) => each !== tier))
      wrong.push(`${prompt}: ${main}, not ${tier}`);
    if (hasAgent && (agents.length === 0 || agents.some((each) => each !== tier)))
      wrong.push(`${prompt}: agents ${agents}, not ${tier}`);
  }
  await stream.end();
  console.log(JSON.stringify(counts));
  expect(wrong).toEqual([]);
  expect(counts.moved).toBeGreaterThan(turns / 4);
  expect(counts.moved).toBeLessThan(turns);
});
