import {describe, expect, test} from 'vitest';
import {hookedVersions} from '../harness/client-version.ts';
import {say} from '../stub/scripts/say.ts';
import {ask, smallPrompt} from './ask.ts';
import {callAgents} from './call-agents.ts';
import {openRoutedBed} from './open-routed-bed.ts';

const haikuThenSonnet = [{subagent_type: 'tierwise-haiku'}, {subagent_type: 'tierwise-sonnet'}];

describe.each(hookedVersions)('%s', (version) => {
  test('work that haiku hands back may go to sonnet', async () => {
    const bed = await openRoutedBed(version);
    const handBack = () => say('needs a larger tier: the cause is not plain.\nFound: nothing.');

    const turn = await ask(bed, smallPrompt, {script: callAgents(haikuThenSonnet, handBack)});

    expect(turn).toMatchObject({exitCode: 0, agents: ['haiku', 'sonnet']});
    expect(turn.evidence).toContainEqual(
      expect.objectContaining({event: 'agent-call', handed_back: true}),
    );
  });

  test('without a hand-back a second agent runs on haiku too', async () => {
    const bed = await openRoutedBed(version);
    const done = () => say('Done: the README says that the box needs a larger tier of shelves.');

    const turn = await ask(bed, smallPrompt, {script: callAgents(haikuThenSonnet, done)});

    expect(turn).toMatchObject({exitCode: 0, agents: ['haiku', 'haiku']});
  });
});
