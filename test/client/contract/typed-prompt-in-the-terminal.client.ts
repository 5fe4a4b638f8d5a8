import {describe, expect, onTestFinished, test} from 'vitest';
import {clientVersions} from '../harness/client-version.ts';
import {openBed} from '../harness/open-bed.ts';
import {runTui} from '../harness/run-tui.ts';
import {printHook} from './print-hook.ts';

describe.each(clientVersions)('%s', (version) => {
  test('a typed prompt is asked and the answer shown', async () => {
    const {stub, sandbox, close} = await openBed({version});
    onTestFinished(close);
    const tui = await runTui(sandbox);
    onTestFinished(tui.stop);
    await tui.waitFor('❯');
    await tui.waitUntilSettled();

    await tui.submit('What is this project; and why?');
    await tui.waitFor('answered by claude-opus');

    expect(stub.mainMessages()).toHaveLength(1);
    expect(stub.mainMessages()[0]?.text).toContain('What is this project; and why?');
  });

  test('a blocked slash command is answered on the screen, without a request', async () => {
    const {stub, sandbox, close} = await openBed({version});
    onTestFinished(close);
    await sandbox.writeHomeFile('.claude/commands/tier.md', '---\ndescription: Tier\n---\nTier.\n');
    const answer = printHook({
      decision: 'block',
      reason: 'The next prompt goes to haiku.',
      hookSpecificOutput: {hookEventName: 'UserPromptSubmit', suppressOriginalPrompt: true},
    });
    await sandbox.writeSettings({hooks: {UserPromptSubmit: [{hooks: [answer]}]}});
    const tui = await runTui(sandbox);
    onTestFinished(tui.stop);
    await tui.waitFor('❯');
    await tui.waitUntilSettled();

    await tui.submit('/tier haiku');
    await tui.waitFor('The next prompt goes to haiku.');

    expect(stub.messages()).toEqual([]);
  });
});
