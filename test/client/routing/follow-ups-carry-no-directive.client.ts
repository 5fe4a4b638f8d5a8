import {describe, expect, test} from 'vitest';
import {hookedVersions} from '../harness/client-version.ts';
import type {Script} from '../stub/script.ts';
import {callAgent} from '../stub/scripts/call-agent.ts';
import {forSubagents} from '../stub/scripts/for-subagents.ts';
import {say} from '../stub/scripts/say.ts';
import {ask, smallPrompt} from './ask.ts';
import {openRoutedBed} from './open-routed-bed.ts';

const followUp = {args: ['--continue']};

describe.each(hookedVersions)('%s', (version) => {
  test('yes, continue, thanks! and /compact go on without a directive', async () => {
    const bed = await openRoutedBed(version);
    expect(await ask(bed, smallPrompt)).toMatchObject({directive: 'tierwise-haiku'});

    for (const prompt of ['yes', 'continue', 'thanks!']) {
      const turn = await ask(bed, prompt, followUp);
      expect(turn).toMatchObject({exitCode: 0, directive: undefined, main: ['opus'], agents: []});
      expect(turn.requests[0]?.text).toContain(smallPrompt);
      expect(turn.evidence[0]).toMatchObject({event: 'decision', tier: 'stay'});
    }

    const compaction = await ask(bed, '/compact', followUp);
    expect(compaction.main).not.toEqual([]);
    expect(compaction).toMatchObject({exitCode: 0, directive: undefined, evidence: []});
  });

  test('a background agent that is done starts a turn, and that is no prompt', async () => {
    const bed = await openRoutedBed(version);
    const delegate = callAgent({subagent_type: 'tierwise-haiku', run_in_background: true});
    // Late enough that the notice starts a turn of its own; an early one joins the running turn.
    const done: Script = () => ({...say('done'), delayMs: 500});

    const turn = await ask(bed, smallPrompt, {script: forSubagents(done, delegate)});

    expect(turn).toMatchObject({exitCode: 0, agents: ['haiku']});
    const last = turn.requests.at(-1);
    expect(last?.text).toContain('<task-notification>');
    expect(last?.text.split('is routed to the agent')).toHaveLength(2);
    expect(turn.evidence.filter(({event}) => event === 'decision')).toHaveLength(1);
  });

  test('a slash command of the user is left to its own model', async () => {
    const bed = await openRoutedBed(version);
    await bed.sandbox.writeHomeFile('.claude/commands/check.md', `Please ${smallPrompt}.`);

    const turn = await ask(bed, '/check');

    expect(turn).toMatchObject({exitCode: 0, directive: undefined, main: ['opus']});
    expect(turn.evidence.map(({event}) => event)).not.toContain('decision');
    expect(turn.requests[0]?.text).toContain(`Please ${smallPrompt}.`);
  });
});
