import {describe, expect, test} from 'vitest';
import {hookedVersions} from '../harness/client-version.ts';
import {delegateWrong} from '../stub/scripts/delegate-wrong.ts';
import {ask, smallPrompt} from './ask.ts';
import {openRoutedBed} from './open-routed-bed.ts';

const script = delegateWrong('opus');

describe.each(hookedVersions)('%s', (version) => {
  test('TIERWISE_DISABLE=1 and TIERWISE_MODE=off: no directive, no rewriting', async () => {
    const bed = await openRoutedBed(version);

    const disabled = await ask(bed, smallPrompt, {script, env: {TIERWISE_DISABLE: '1'}});
    expect(disabled).toMatchObject({exitCode: 0, directive: undefined, agents: ['opus']});
    expect(disabled.evidence).toEqual([]);

    const off = await ask(bed, smallPrompt, {script, env: {TIERWISE_MODE: 'off'}});
    expect(off).toMatchObject({exitCode: 0, directive: undefined, agents: ['opus']});
    expect(off.evidence.map(({event}) => event)).not.toContain('decision');
  });

  test('TIERWISE_MODE=observe decides and records, and changes nothing', async () => {
    const bed = await openRoutedBed(version);

    const turn = await ask(bed, smallPrompt, {script, env: {TIERWISE_MODE: 'observe'}});

    expect(turn).toMatchObject({exitCode: 0, directive: undefined, agents: ['opus']});
    expect(turn.evidence[0]).toMatchObject({event: 'decision', mode: 'observe', tier: 'haiku'});
  });

  test('TIERWISE_TIER=sonnet and ~sonnet send small work to sonnet, ~stay keeps it', async () => {
    const bed = await openRoutedBed(version);
    const toSonnet = {directive: 'tierwise-sonnet', main: ['opus', 'opus'], agents: ['sonnet']};

    expect(await ask(bed, smallPrompt, {env: {TIERWISE_TIER: 'sonnet'}})).toMatchObject(toSonnet);
    expect(await ask(bed, `${smallPrompt} ~sonnet`)).toMatchObject(toSonnet);
    const kept = await ask(bed, `~stay ${smallPrompt}`);
    expect(kept).toMatchObject({directive: undefined, main: ['opus'], agents: []});
  });
});
