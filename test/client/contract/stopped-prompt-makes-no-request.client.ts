import {describe, expect, onTestFinished, test} from 'vitest';
import {clientVersions} from '../harness/client-version.ts';
import {openBed} from '../harness/open-bed.ts';
import {runPrint} from '../harness/run-print.ts';
import {printHook} from './print-hook.ts';

describe.each(clientVersions)('%s', (version) => {
  test.each([
    [
      'continue:false',
      {continue: false, stopReason: 'the answer'},
      'Operation stopped by hook: the answer',
    ],
    [
      'a block',
      {
        decision: 'block',
        reason: 'the answer',
        hookSpecificOutput: {hookEventName: 'UserPromptSubmit', suppressOriginalPrompt: true},
      },
      'UserPromptSubmit operation blocked by hook:\nthe answer',
    ],
  ])('%s answers a prompt without the API', async (_name, answer, printed) => {
    const {stub, sandbox, close} = await openBed({version});
    onTestFinished(close);
    await sandbox.writeSettings({hooks: {UserPromptSubmit: [{hooks: [printHook(answer)]}]}});

    const run = await runPrint(sandbox, {
      prompt: 'Anything.',
      args: ['--output-format', 'json'],
    });

    expect(stub.messages()).toEqual([]);
    expect(run.exitCode).toBe(0);
    expect(run.json).toMatchObject({subtype: 'success', num_turns: 0, result: printed});
  });
});
