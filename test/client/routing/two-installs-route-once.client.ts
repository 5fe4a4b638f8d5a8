import {describe, expect, test} from 'vitest';
import {hookedVersions} from '../harness/client-version.ts';
import {installTierwise} from '../harness/install-tierwise.ts';
import type {Bed} from '../harness/open-bed.ts';
import {ignoreDirective} from '../stub/scripts/ignore-directive.ts';
import {toolsFirst} from '../stub/scripts/tools-first.ts';
import {ask, smallPrompt} from './ask.ts';
import {openRoutedBed} from './open-routed-bed.ts';

describe.each(hookedVersions)('%s', (version) => {
  test('installed for the user and for the project, a prompt is routed once', async () => {
    const bed = await openTwiceRoutedBed();

    const turn = await ask(bed, smallPrompt);

    expect(turn).toMatchObject({exitCode: 0, directive: 'tierwise-haiku', agents: ['haiku']});
    expect(turn.requests[0]?.text.split('is routed to the agent')).toHaveLength(2);
    const events = turn.evidence.map(({event}) => event);
    expect(events).toEqual(['decision', 'tool-call', 'agent-end', 'agent-call', 'turn-end']);
  });

  test('and one call is denied once', async () => {
    const bed = await openTwiceRoutedBed();
    const input = {command: 'echo hello', description: 'Say hello'};
    const script = toolsFirst({tool: 'Bash', input, tries: 50, afterwards: ignoreDirective});

    const turn = await ask(bed, smallPrompt, {script, env: {TIERWISE_ENFORCE: 'strict'}});

    expect(turn).toMatchObject({exitCode: 0, main: ['opus', 'opus', 'opus', 'opus']});
    const verdicts = turn.evidence.flatMap(({verdict}) => verdict ?? []);
    expect(verdicts).toEqual(['denied', 'denied', 'gate-opened']);
  });

  async function openTwiceRoutedBed(): Promise<Bed> {
    const bed = await openRoutedBed(version);
    await installTierwise(bed.sandbox, ['--scope', 'project']);
    return bed;
  }
});
