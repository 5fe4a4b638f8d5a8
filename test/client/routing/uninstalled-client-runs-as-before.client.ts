import {readFile} from 'node:fs/promises';
import path from 'node:path';
import {describe, expect, onTestFinished, test} from 'vitest';
import {clientVersions} from '../harness/client-version.ts';
import {installTierwise} from '../harness/install-tierwise.ts';
import {openBed} from '../harness/open-bed.ts';
import {ask, smallPrompt} from './ask.ts';
import {runInstalled} from './run-installed.ts';

// Written by hand, as people do: tabs, a blank line, a hook of their own.
const settings = `{
\t"hooks": { "UserPromptSubmit": [
\t\t{"hooks": [{"type": "command", "command": "echo A hook of the user."}]} ] },

\t"includeCoAuthoredBy": false
}`;

describe.each(clientVersions)('%s', (version) => {
  test('after install and uninstall the client runs as before', async () => {
    const bed = await openBed({version});
    onTestFinished(bed.close);
    const {sandbox} = bed;
    await sandbox.writeHomeFile('.claude/settings.json', settings);
    await installTierwise(sandbox);
    const routed = await ask(bed, smallPrompt);
    expect(routed).toMatchObject({directive: 'tierwise-haiku', agents: ['haiku']});
    expect(routed.requests[0]?.text).toContain('A hook of the user.');

    await runInstalled(sandbox, ['uninstall', '--yes']);
    const turn = await ask(bed, smallPrompt);

    const file = path.join(sandbox.home, '.claude', 'settings.json');
    expect(await readFile(file, 'utf8')).toBe(settings);
    expect(turn).toMatchObject({exitCode: 0, stderr: '', main: ['opus'], evidence: []});
    expect(turn.requests[0]?.text).toContain('A hook of the user.');
    expect(turn.requests[0]?.text).not.toContain('tierwise-haiku');
  });
});
