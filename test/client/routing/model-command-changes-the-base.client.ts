import {describe, expect, test} from 'vitest';
import {hookedVersions} from '../harness/client-version.ts';
import {smallPrompt} from './ask.ts';
import {openRoutedBed} from './open-routed-bed.ts';
import {openTerminal} from './open-terminal.ts';

describe.each(hookedVersions)('%s', (version) => {
  test('after /model sonnet the session counts as sonnet', async () => {
    const bed = await openRoutedBed(version);
    const terminal = await openTerminal(bed);
    const before = await terminal.ask(smallPrompt);
    expect(before).toMatchObject({main: ['opus'], evidence: [{base: 'opus'}, {}]});

    await terminal.submit('/model sonnet');
    await terminal.waitFor('Yes, switch to Sonnet');
    await terminal.press('Enter');
    await terminal.waitFor('Set model to Sonnet');

    const after = await terminal.ask(smallPrompt);
    expect(after).toMatchObject({
      directive: 'tierwise-haiku',
      main: ['sonnet'],
      evidence: [{base: 'sonnet', tier: 'haiku'}, {}],
    });
    const wish = await terminal.ask(`${smallPrompt} ~opus`);
    expect(wish).toMatchObject({directive: undefined, main: ['sonnet']});
  });
});
