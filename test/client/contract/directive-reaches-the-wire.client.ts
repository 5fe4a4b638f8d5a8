import {describe, expect, onTestFinished, test} from 'vitest';
import {clientVersions} from '../harness/client-version.ts';
import {openBed} from '../harness/open-bed.ts';
import {runPrint} from '../harness/run-print.ts';
import {findDirective} from '../stub/find-directive.ts';
import {obeyDirective} from '../stub/scripts/obey-directive.ts';
import {printHook} from './print-hook.ts';

const directive = 'A hook sized this prompt: the agent tierwise-haiku fits it.';
const agent =
  '---\nname: tierwise-haiku\ndescription: Small work.\nmodel: haiku\n---\nDo the work.\n';
const hooks = {
  UserPromptSubmit: [
    {
      hooks: [
        printHook({
          hookSpecificOutput: {hookEventName: 'UserPromptSubmit', additionalContext: directive},
        }),
      ],
    },
  ],
};

describe.each(clientVersions)('%s', (version) => {
  // Opus reads hook context in a system message; haiku of 2.1.197 in a reminder before the prompt.
  test.each(['opus', 'haiku'])('a hook context is obeyed by %s', async (model) => {
    const {stub, sandbox, close} = await openBed({version, script: obeyDirective});
    onTestFinished(close);
    await sandbox.writeHomeFile('.claude/agents/tierwise-haiku.md', agent);
    await sandbox.writeSettings({hooks});

    const args = ['--model', model, '--output-format', 'json'];
    const run = await runPrint(sandbox, {prompt: 'Rename a variable.', args});

    expect(run.exitCode).toBe(0);
    expect(stub.messages()[0]?.text).toContain(directive);
    expect(stub.messages().filter((request) => request.isSubagent)).toEqual([
      expect.objectContaining({model: expect.stringContaining('haiku')}),
    ]);
  });

  test('a directive of an earlier turn is not obeyed again', async () => {
    const {stub, sandbox, close} = await openBed({version, script: obeyDirective});
    onTestFinished(close);
    await sandbox.writeHomeFile('.claude/agents/tierwise-haiku.md', agent);
    await sandbox.writeSettings({hooks});
    await runPrint(sandbox, {prompt: 'Rename a variable.'});
    await sandbox.writeSettings({});
    stub.restart(obeyDirective);

    await runPrint(sandbox, {prompt: 'And now?', args: ['--continue']});

    expect(stub.messages()).toHaveLength(1);
    expect(stub.messages()[0]?.text).toContain(directive);
    expect(stub.messages().map(findDirective)).toEqual([undefined]);
  });
});
