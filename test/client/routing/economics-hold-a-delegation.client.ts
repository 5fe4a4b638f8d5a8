import {describe, expect, test} from 'vitest';
import {hookedVersions} from '../harness/client-version.ts';
import {ask, smallPrompt} from './ask.ts';
import {openRoutedBed} from './open-routed-bed.ts';

const greeting = 'hello';

describe.each(hookedVersions)('%s', (version) => {
  test('what an agent would make dearer stays, unless somebody wishes it', async () => {
    const bed = await openRoutedBed(version);

    const held = await ask(bed, greeting);
    expect(held).toMatchObject({exitCode: 0, directive: undefined, main: ['opus'], agents: []});
    const decision = held.evidence.find(({event}) => event === 'decision');
    expect(decision).toMatchObject({tier: 'stay', route: 'haiku'});
    expect(JSON.stringify(decision)).toContain('an agent would cost more than it saves');

    expect(await ask(bed, `~haiku ${greeting}`)).toMatchObject({agents: ['haiku']});
    expect(await ask(bed, smallPrompt)).toMatchObject({agents: ['haiku']});
  });

  test('TIERWISE_ECONOMICS=off counts nothing', async () => {
    const bed = await openRoutedBed(version);
    const env = {TIERWISE_ECONOMICS: 'off'};
    expect(await ask(bed, greeting, {env})).toMatchObject({agents: ['haiku']});
  });
});
