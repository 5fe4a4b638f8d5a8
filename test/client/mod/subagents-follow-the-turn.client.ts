import {expect, test} from 'vitest';
import {spawnOnce} from './call-once.ts';
import {openModBed} from './open-mod-bed.ts';
import {riskyPrompt, runTurn, smallPrompt} from './run-turn.ts';

const args = ['--allowedTools', 'Agent'];
const own = (model: string) =>
  `---\nname: reviewer\ndescription: "Reviews."\n${model}---\nReview.\n`;

test('an agent of the user keeps what it was written with', async () => {
  const bed = await openModBed();
  await bed.sandbox.writeHomeFile('.claude/agents/reviewer.md', own('model: sonnet\n'));
  const script = spawnOnce({subagent_type: 'reviewer'});
  expect(await runTurn(bed, smallPrompt, {script, args})).toMatchObject({
    main: ['haiku', 'haiku'],
    agents: ['sonnet'],
  });
});

test('an agent that config.json maps gets its tier', async () => {
  const bed = await openModBed();
  await bed.sandbox.writeHomeFile('.claude/agents/reviewer.md', own('model: sonnet\n'));
  await bed.sandbox.writeHomeFile(
    '.claude/tierwise/config.json',
    '{"agents": {"reviewer": "haiku"}}',
  );
  const script = spawnOnce({subagent_type: 'reviewer'});
  expect(await runTurn(bed, smallPrompt, {script, args})).toMatchObject({agents: ['haiku']});
});

test('a turn that stays leaves agents alone', async () => {
  const bed = await openModBed();
  const haiku = spawnOnce({subagent_type: 'general-purpose', model: 'haiku'});
  expect(await runTurn(bed, riskyPrompt, {script: haiku, args})).toMatchObject({
    main: ['opus', 'opus'],
    agents: ['haiku'],
  });
});

test('after a resume that took our model for its own, agents inherit the base', async () => {
  const bed = await openModBed();
  await bed.sandbox.writeHomeFile('.claude/agents/reviewer.md', own(''));
  await bed.sandbox.writeHomeFile(
    '.claude/agents/counter.md',
    own('model: haiku\n').replace('reviewer', 'counter'),
  );
  const moved = await runTurn(bed, smallPrompt);
  const resume = {args: [...args, '--resume', moved.session], model: null};
  for (const [agent, tier] of [
    ['general-purpose', 'opus'],
    ['Explore', 'opus'],
    ['reviewer', 'opus'],
    ['counter', 'haiku'],
    ['tierwise:tierwise-haiku', 'haiku'],
  ]) {
    const script = spawnOnce({subagent_type: agent});
    const turn = await runTurn(bed, riskyPrompt, {...resume, script});
    // The stub counts anew with every run, and the client may take an old result for the new one's.
    expect([agent, new Set(turn.main), new Set(turn.agents)]).toEqual([
      agent,
      new Set(['opus']),
      new Set([tier]),
    ]);
  }
});
