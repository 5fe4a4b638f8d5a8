import {describe, expect, test} from 'vitest';
import {clientVersions} from '../harness/client-version.ts';
import {delegateWrong} from '../stub/scripts/delegate-wrong.ts';
import {ignoreDirective} from '../stub/scripts/ignore-directive.ts';
import {ask, smallPrompt} from './ask.ts';
import {openRoutedBed} from './open-routed-bed.ts';

describe.each(clientVersions)('%s', (version) => {
  test('a general-purpose agent on opus becomes ours on haiku', async () => {
    const bed = await openRoutedBed(version);

    const turn = await ask(bed, smallPrompt, {script: delegateWrong('opus')});

    expect(turn).toMatchObject({exitCode: 0, main: ['opus', 'opus'], agents: ['haiku']});
    expect(turn.evidence).toContainEqual(
      expect.objectContaining({event: 'tool-call', verdict: 'rewritten', to: 'haiku'}),
    );
    expect(turn.evidence).toContainEqual(
      expect.objectContaining({event: 'agent-call', agent: 'tierwise-haiku'}),
    );
  });

  test('under advise the call stays what the model wrote', async () => {
    const bed = await openRoutedBed(version);

    const turn = await ask(bed, smallPrompt, {
      script: delegateWrong('sonnet'),
      env: {TIERWISE_ENFORCE: 'advise'},
    });

    expect(turn).toMatchObject({exitCode: 0, directive: 'tierwise-haiku', agents: ['sonnet']});
  });

  test('a model that ignores the directive is not stopped', async () => {
    const bed = await openRoutedBed(version);

    const turn = await ask(bed, smallPrompt, {script: ignoreDirective});

    expect(turn).toMatchObject({exitCode: 0, directive: 'tierwise-haiku', main: ['opus']});
    expect(turn.stdout).toContain('done inline by claude-opus');
    expect(turn.evidence.map(({event}) => event)).toEqual(['decision', 'turn-end']);
  });
});
