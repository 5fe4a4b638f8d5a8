import {describe, expect, onTestFinished, test} from 'vitest';
import {clientVersions} from '../harness/client-version.ts';
import {openBed} from '../harness/open-bed.ts';
import {runPrint} from '../harness/run-print.ts';
import {delegateWrong} from '../stub/scripts/delegate-wrong.ts';

const rewrite = `
const {tool_input} = JSON.parse(require('node:fs').readFileSync(0, 'utf8'));
const updatedInput = {...tool_input, model: 'haiku'};
console.log(JSON.stringify({hookSpecificOutput: {hookEventName: 'PreToolUse', updatedInput}}));
`;

describe.each(clientVersions)('%s', (version) => {
  test('updatedInput on Agent decides the model of the subagent', async () => {
    const {stub, sandbox, close} = await openBed({version, script: delegateWrong('sonnet')});
    onTestFinished(close);
    const subagentModels = () => {
      const requests = stub.messages().filter((request) => request.isSubagent);
      return requests.map((request) => request.model);
    };
    await runPrint(sandbox, {prompt: 'Delegate.'});
    expect(subagentModels()).toEqual([expect.stringContaining('sonnet')]);

    const handler = {type: 'command', command: process.execPath, args: ['-e', rewrite]};
    await sandbox.writeSettings({
      hooks: {PreToolUse: [{matcher: 'Agent|Task', hooks: [handler]}]},
    });
    stub.restart(delegateWrong('sonnet'));
    await runPrint(sandbox, {prompt: 'Delegate.'});

    expect(subagentModels()).toEqual([expect.stringContaining('haiku')]);
  });
});
