import {describe, expect, test} from 'vitest';
import {clientVersions} from '../harness/client-version.ts';
import {delegateWrong} from '../stub/scripts/delegate-wrong.ts';
import {ask} from './ask.ts';
import {openRoutedBed} from './open-routed-bed.ts';

const riskyPrompts = ['drop the users table in production', 'force-push main'];

describe.each(clientVersions)('%s', (version) => {
  test.each(riskyPrompts)('"%s" is neither directed nor rewritten', async (prompt) => {
    const bed = await openRoutedBed(version);

    const turn = await ask(bed, prompt, {script: delegateWrong('opus')});

    expect(turn).toMatchObject({exitCode: 0, directive: undefined, agents: ['opus']});
    expect(turn.evidence).toContainEqual(
      expect.objectContaining({event: 'decision', tier: 'stay', risk: true}),
    );
    expect(turn.evidence).toContainEqual(
      expect.objectContaining({event: 'agent-call', agent: 'general-purpose'}),
    );
  });
});
