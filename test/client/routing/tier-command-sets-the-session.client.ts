import {describe, expect, test} from 'vitest';
import {hookedVersions} from '../harness/client-version.ts';
import {ask, smallPrompt} from './ask.ts';
import {openRoutedBed} from './open-routed-bed.ts';
import {openTerminal} from './open-terminal.ts';

const toSonnet = 'tierwise: work of this session goes to sonnet until /tier auto.';
const routedAgain = 'tierwise: this session is routed prompt by prompt again.';

describe.each(hookedVersions)('%s', (version) => {
  test('/tier of claude -p is answered without a request and remembered', async () => {
    const bed = await openRoutedBed(version);
    const next = {args: ['--continue']};

    const command = await ask(bed, '/tier sonnet');
    expect(command).toMatchObject({exitCode: 0, requests: []});
    expect(command.stdout).toContain(toSonnet);
    const turn = await ask(bed, smallPrompt, next);
    expect(turn).toMatchObject({directive: 'tierwise-sonnet', agents: ['sonnet']});

    const auto = await ask(bed, '/tier auto', next);
    expect(auto).toMatchObject({exitCode: 0, requests: []});
    expect(auto.stdout).toContain(routedAgain);
  });

  test('/tier in the terminal is answered on the screen', async () => {
    const bed = await openRoutedBed(version);
    const terminal = await openTerminal(bed);

    await terminal.submit('/tier sonnet');
    const screen = await terminal.waitFor(toSonnet);
    expect(screen.split(toSonnet)).toHaveLength(2);
    expect(bed.stub.messages()).toEqual([]);
    expect(await terminal.ask(smallPrompt)).toMatchObject({directive: 'tierwise-sonnet'});
    bed.stub.restart(() => {
      throw new Error('/tier makes no request');
    });

    await terminal.submit('/tier auto');
    await terminal.waitFor(routedAgain);
    expect(bed.stub.messages()).toEqual([]);
    expect(await terminal.ask(smallPrompt)).toMatchObject({directive: 'tierwise-haiku'});
  });
});
