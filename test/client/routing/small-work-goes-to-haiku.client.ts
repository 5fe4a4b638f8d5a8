import {describe, expect, test} from 'vitest';
import {clientVersions} from '../harness/client-version.ts';
import {obeyDirective} from '../stub/scripts/obey-directive.ts';
import {ask, smallPrompt} from './ask.ts';
import {openRoutedBed} from './open-routed-bed.ts';
import {openTerminal} from './open-terminal.ts';
import {readTurn} from './read-turn.ts';

describe.each(clientVersions)('%s', (version) => {
  test('small work of a session on opus is done by haiku', async () => {
    const bed = await openRoutedBed(version);

    const turn = await ask(bed, smallPrompt);

    expect(turn).toMatchObject({
      exitCode: 0,
      stderr: '',
      directive: 'tierwise-haiku',
      main: ['opus', 'opus'],
      agents: ['haiku'],
    });
    expect(turn.evidence).toContainEqual(
      expect.objectContaining({event: 'decision', tier: 'haiku', base: 'opus', client: version}),
    );
    expect(turn.evidence).toContainEqual(
      expect.objectContaining({
        event: 'agent-call',
        agent: 'tierwise-haiku',
        resolved_model: expect.stringContaining('haiku'),
        status: 'completed',
      }),
    );
  });

  test('and so it is when typed into the terminal', async () => {
    const bed = await openRoutedBed(version);
    const terminal = await openTerminal(bed);
    bed.stub.restart(obeyDirective);

    await terminal.submit(smallPrompt);
    await terminal.waitFor('tierwise-haiku(do the work)');
    await terminal.waitForEnd('answered by claude-opus');

    const turn = await readTurn(bed, 0);
    expect(turn).toMatchObject({directive: 'tierwise-haiku', agents: ['haiku']});
    expect(new Set(turn.main)).toEqual(new Set(['opus']));
    expect(turn.evidence).toContainEqual(
      expect.objectContaining({event: 'decision', mode_because: 'interactive session'}),
    );
  });
});
