import {describe, expect, onTestFinished, test} from 'vitest';
import {clientVersions} from '../harness/client-version.ts';
import {openBed} from '../harness/open-bed.ts';
import {runPrint} from '../harness/run-print.ts';
import {callAgent} from '../stub/scripts/call-agent.ts';
import {toolsFirst} from '../stub/scripts/tools-first.ts';
import {printHook} from './print-hook.ts';

const denial = {
  hookSpecificOutput: {
    hookEventName: 'PreToolUse',
    permissionDecision: 'deny',
    permissionDecisionReason: 'Delegate first.',
  },
};
const script = toolsFirst({
  tool: 'Bash',
  input: {command: 'echo hello', description: 'Say hello'},
  tries: 2,
  afterwards: callAgent({subagent_type: 'general-purpose', run_in_background: false}),
});

describe.each(clientVersions)('%s', (version) => {
  test('the scripted model tries twice, reads the reason and delegates', async () => {
    const {stub, sandbox, close} = await openBed({version, script});
    onTestFinished(close);
    await sandbox.writeSettings({
      hooks: {PreToolUse: [{matcher: 'Bash', hooks: [printHook(denial)]}]},
    });

    await runPrint(sandbox, {prompt: 'Say hello.'});

    expect(stub.messages().map((request) => request.isSubagent)).toEqual([
      ...[false, false, false],
      true,
      false,
    ]);
    expect(stub.messages()[1]?.text).toContain('Delegate first.');
  });
});
