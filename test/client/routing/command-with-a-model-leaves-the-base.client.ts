import {describe, expect, test} from 'vitest';
import {clientVersions} from '../harness/client-version.ts';
import {smallPrompt} from './ask.ts';
import {openRoutedBed} from './open-routed-bed.ts';
import {openTerminal} from './open-terminal.ts';

const command = '---\ndescription: Commits\nmodel: haiku\n---\nCommit the change.\n';

describe.each(clientVersions)('%s', (version) => {
  test('after a command that runs on haiku the session counts as opus', async () => {
    const bed = await openRoutedBed(version);
    await bed.sandbox.writeHomeFile('.claude/commands/commit-it.md', command);
    const terminal = await openTerminal(bed);
    await terminal.ask('hello');
    expect(await terminal.ask('/commit-it')).toMatchObject({main: ['haiku'], evidence: []});

    const after = await terminal.ask(smallPrompt);

    expect(after).toMatchObject({
      directive: 'tierwise-haiku',
      main: ['opus'],
      evidence: [{base: 'opus', tier: 'haiku'}, {}],
    });
  });
});
