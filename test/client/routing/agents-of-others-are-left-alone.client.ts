import {mkdir, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {hookedVersions} from '../harness/client-version.ts';
import {ask, smallPrompt} from './ask.ts';
import {callAgents} from './call-agents.ts';
import {openRoutedBed} from './open-routed-bed.ts';
import type {Turn} from './read-turn.ts';

const agentFile = (name: string) =>
  `---\nname: ${name}\ndescription: Reviews.\nmodel: sonnet\n---\nReview.\n`;

describe.each(hookedVersions)('%s', (version) => {
  test("a user's and a project's agent keep their model in a haiku turn", async () => {
    const bed = await openRoutedBed(version);
    const projectAgents = path.join(bed.sandbox.project, '.claude', 'agents');
    await mkdir(projectAgents, {recursive: true});
    await writeFile(path.join(projectAgents, 'checker.md'), agentFile('checker'));
    await bed.sandbox.writeHomeFile('.claude/agents/reviewer.md', agentFile('reviewer'));
    const script = callAgents([
      {subagent_type: 'reviewer'},
      {subagent_type: 'checker'},
      {subagent_type: 'reviewer', model: 'opus'},
    ]);

    const turn = await ask(bed, smallPrompt, {script});

    expect(turn).toMatchObject({directive: 'tierwise-haiku', agents: ['sonnet', 'sonnet', 'opus']});
    expect(agentsCalled(turn)).toEqual(['reviewer', 'checker', 'reviewer']);
  });

  test('an agent that config.json maps gets the tier it is mapped to', async () => {
    const bed = await openRoutedBed(version);
    await bed.sandbox.writeHomeFile('.claude/agents/reviewer.md', agentFile('reviewer'));
    const config = JSON.stringify({agents: {reviewer: 'haiku'}});
    await bed.sandbox.writeHomeFile('.claude/tierwise/config.json', config);

    const turn = await ask(bed, smallPrompt, {script: callAgents([{subagent_type: 'reviewer'}])});

    expect(turn).toMatchObject({directive: 'tierwise-haiku', agents: ['haiku']});
    expect(agentsCalled(turn)).toEqual(['reviewer']);
  });

  test('Explore and Plan stay themselves and get the model', async () => {
    const bed = await openRoutedBed(version);
    const script = callAgents([
      {subagent_type: 'Explore'},
      {subagent_type: 'Plan'},
      {subagent_type: 'Explore', model: 'opus'},
    ]);

    const turn = await ask(bed, smallPrompt, {script});

    expect(turn).toMatchObject({directive: 'tierwise-haiku', agents: ['haiku', 'haiku', 'haiku']});
    expect(agentsCalled(turn)).toEqual(['Explore', 'Plan', 'Explore']);
  });

  test('a sonnet turn does not move an Explore up that the client runs on haiku', async () => {
    const bed = await openRoutedBed(version);
    const script = callAgents([{subagent_type: 'Explore'}, {subagent_type: 'Plan'}]);

    const turn = await ask(bed, smallPrompt, {script, env: {TIERWISE_TIER: 'sonnet'}});

    const explore = version === '2.1.197' ? 'haiku' : 'sonnet';
    expect(turn).toMatchObject({directive: 'tierwise-sonnet', agents: [explore, 'sonnet']});
  });
});

function agentsCalled({evidence}: Turn): unknown[] {
  return evidence.filter(({event}) => event === 'agent-call').map(({agent}) => agent);
}
