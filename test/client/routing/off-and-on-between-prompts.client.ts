import {describe, expect, test} from 'vitest';
import {hookedVersions} from '../harness/client-version.ts';
import {smallPrompt} from './ask.ts';
import {openRoutedBed} from './open-routed-bed.ts';
import {openTerminal} from './open-terminal.ts';
import {runInstalled} from './run-installed.ts';

describe.each(hookedVersions)('%s', (version) => {
  test('tierwise off and on reach a running session with its next prompt', async () => {
    const bed = await openRoutedBed(version);
    const terminal = await openTerminal(bed);
    expect(await terminal.ask(smallPrompt)).toMatchObject({directive: 'tierwise-haiku'});

    await runInstalled(bed.sandbox, ['off']);
    const off = await terminal.ask(smallPrompt);
    expect(off).toMatchObject({directive: undefined, main: ['opus'], evidence: []});

    await runInstalled(bed.sandbox, ['on']);
    expect(await terminal.ask(smallPrompt)).toMatchObject({directive: 'tierwise-haiku'});
  });
});
