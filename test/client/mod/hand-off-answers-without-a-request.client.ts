import {expect, test} from 'vitest';
import {installTierwise} from '../harness/install-tierwise.ts';
import {readEvidence} from '../harness/read-evidence.ts';
import {say} from '../stub/scripts/say.ts';
import {openModBed} from './open-mod-bed.ts';
import {runTurn, smallPrompt} from './run-turn.ts';
import {tiersOf} from './tiers-of.ts';

const env = {TIERWISE_MODE: 'orchestration'};

test('the answer of the run is the assistant’s own, and stays in the conversation', async () => {
  const bed = await openModBed();
  await installTierwise(bed.sandbox, ['--surface', 'hooks']);
  const turn = await runTurn(bed, smallPrompt, {env, script: () => say('the answer of the run')});
  expect(turn).toMatchObject({exitCode: 0, result: 'the answer of the run'});
  // The run's own request, and none of the session.
  expect(tiersOf(bed.stub.messages())).toEqual(['haiku']);
  expect(await readEvidence(bed.sandbox)).toContainEqual(
    expect.objectContaining({event: 'decision', surface: 'mod', mode: 'orchestration'}),
  );
  await runTurn(bed, 'yes, continue', {args: ['--resume', turn.session], model: null});
  expect(bed.stub.mainMessages().at(-1)?.text).toContain('the answer of the run');
  expect(tiersOf(bed.stub.mainMessages())).toEqual(['opus']);
});

test('without the orchestrator the main thread is moved, and the reason is recorded', async () => {
  const bed = await openModBed();
  const turn = await runTurn(bed, smallPrompt, {env});
  expect(turn.main).toEqual(['haiku']);
  expect(await readEvidence(bed.sandbox)).toContainEqual(
    expect.objectContaining({
      event: 'decision',
      mode: 'directive',
      mode_because: expect.stringContaining('the orchestrator is not installed'),
    }),
  );
});

test('a client that waits for JSON is never handed off', async () => {
  const bed = await openModBed();
  await installTierwise(bed.sandbox, ['--surface', 'hooks']);
  const schema = JSON.stringify({
    type: 'object',
    properties: {ok: {type: 'boolean'}},
    required: ['ok'],
  });
  const turn = await runTurn(bed, smallPrompt, {
    env,
    args: ['--json-schema', schema, '--max-turns', '4'],
    script: ({tools}) =>
      tools.includes('StructuredOutput')
        ? {
            kind: 'message',
            content: [{type: 'tool_use', name: 'StructuredOutput', input: {ok: true}}],
          }
        : say('no'),
  });
  expect(turn.json?.structured_output).toEqual({ok: true});
});
