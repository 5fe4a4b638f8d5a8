import {describe, expect, test} from 'vitest';
import {hookedVersions} from '../harness/client-version.ts';
import {ask, smallPrompt} from './ask.ts';
import {openRoutedBed} from './open-routed-bed.ts';

const sonnetSizedPrompt = 'add pagination to the users endpoint in src/users.ts, with tests';

describe.each(hookedVersions)('%s', (version) => {
  test('a session on opus sends sonnet-sized work to sonnet', async () => {
    const bed = await openRoutedBed(version);
    const turn = await ask(bed, sonnetSizedPrompt);
    expect(turn).toMatchObject({directive: 'tierwise-sonnet', agents: ['sonnet']});
  });

  test('a session on sonnet keeps it and sends small work to haiku', async () => {
    const bed = await openRoutedBed(version);

    const small = await ask(bed, smallPrompt, {model: 'sonnet'});
    expect(small).toMatchObject({
      directive: 'tierwise-haiku',
      main: ['sonnet', 'sonnet'],
      agents: ['haiku'],
    });

    const larger = await ask(bed, sonnetSizedPrompt, {model: 'sonnet'});
    expect(larger).toMatchObject({directive: undefined, main: ['sonnet'], agents: []});
  });

  test('a session on haiku keeps everything, a wish for opus included', async () => {
    const bed = await openRoutedBed(version);
    for (const prompt of [smallPrompt, sonnetSizedPrompt, `${smallPrompt} ~opus`]) {
      const turn = await ask(bed, prompt, {model: 'haiku'});
      expect(turn).toMatchObject({exitCode: 0, directive: undefined, main: ['haiku'], agents: []});
      expect(turn.evidence[0]).toMatchObject({event: 'decision', tier: 'stay', base: 'haiku'});
    }
  });
});
