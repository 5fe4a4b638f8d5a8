import {readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {orchestratedVersions} from '../harness/client-version.ts';
import {readEvidence} from '../harness/read-evidence.ts';
import {runPrint} from '../harness/run-print.ts';
import {smallPrompt} from '../routing/ask.ts';
import {openRoutedBed} from '../routing/open-routed-bed.ts';
import {runInstalled} from '../routing/run-installed.ts';
import {hang} from '../stub/scripts/hang.ts';
import {say} from '../stub/scripts/say.ts';

const env = {TIERWISE_MODE: 'orchestration'};
const args = ['--output-format', 'json'];

describe.each(orchestratedVersions)('%s', (version) => {
  test('the orchestrator answers in the session’s place, on the decided tier', async () => {
    const bed = await openRoutedBed(version);
    const run = await runPrint(bed.sandbox, {prompt: smallPrompt, args, env});
    expect(run).toMatchObject({
      exitCode: 0,
      json: {result: expect.stringMatching(/answered by \S+haiku/), num_turns: 0},
    });
    // One request, and that from the run: the session itself sent none.
    expect(bed.stub.messages().map(({model}) => model)).toEqual([expect.stringContaining('haiku')]);
    expect(await readEvidence(bed.sandbox)).toMatchObject([
      {event: 'run', tier: 'haiku', outcome: 'done'},
      {event: 'decision', mode: 'orchestration', tier: 'haiku'},
    ]);
    const report = JSON.parse(await runInstalled(bed.sandbox, ['compliance', '--json']));
    expect(report).toMatchObject({followed: 1});
  });

  test('the session remembers what was answered', async () => {
    const bed = await openRoutedBed(version);
    bed.stub.restart(() => say('the answer of the run'));
    const first = await runPrint(bed.sandbox, {prompt: smallPrompt, args, env});
    const session = String(first.json?.session_id);
    await runPrint(bed.sandbox, {prompt: 'thanks!', args: [...args, '--resume', session]});
    expect(bed.stub.messages().at(-1)?.text).toContain('the answer of the run');
  });

  test('longer than the hook may wait: it is answered with the id of the run', async () => {
    const bed = await openRoutedBed(version);
    bed.stub.restart(hang);
    const wait = {...env, TIERWISE_HANDOFF_WAIT: '3000'};
    const run = await runPrint(bed.sandbox, {prompt: smallPrompt, args, env: wait});
    const [, id = ''] = /runs show (\S+)/.exec(String(run.json?.result)) ?? [];
    expect(run.exitCode).toBe(0);
    const shown = JSON.parse(await runInstalled(bed.sandbox, ['runs', 'show', id, '--json']));
    expect(shown).toMatchObject({run_id: id, status: 'open'});
    await runInstalled(bed.sandbox, ['runs', 'kill', id]);
  });

  test('-p --json-schema still returns structured_output', async () => {
    const bed = await openRoutedBed(version);
    bed.stub.restart(({tools}) =>
      tools.includes('StructuredOutput')
        ? {
            kind: 'message',
            content: [{type: 'tool_use', name: 'StructuredOutput', input: {ok: true}}],
          }
        : say('no'),
    );
    const schema = JSON.stringify({
      type: 'object',
      properties: {ok: {type: 'boolean'}},
      required: ['ok'],
    });
    const run = await runPrint(bed.sandbox, {
      prompt: smallPrompt,
      args: [...args, '--json-schema', schema, '--max-turns', '4'],
      env,
    });
    expect(run.json?.structured_output).toEqual({ok: true});
  });

  test('a user’s own blocking hook still blocks inside an attempt, and nothing recurses', async () => {
    const bed = await openRoutedBed(version);
    const settings = JSON.parse(readFileSync(`${bed.sandbox.home}/.claude/settings.json`, 'utf8'));
    const deny = {
      hookSpecificOutput: {
        hookEventName: 'PreToolUse',
        permissionDecision: 'deny',
        permissionDecisionReason: 'guarded by the user',
      },
    };
    await bed.sandbox.writeHomeFile(
      'guard.mjs',
      `console.log(${JSON.stringify(JSON.stringify(deny))})`,
    );
    settings.hooks.PreToolUse.push({
      matcher: 'Bash',
      hooks: [
        {type: 'command', command: process.execPath, args: [`${bed.sandbox.home}/guard.mjs`]},
      ],
    });
    await bed.sandbox.writeSettings(settings);
    let calls = 0;
    bed.stub.restart((request) => {
      calls += 1;
      return calls === 1
        ? {
            kind: 'message',
            content: [
              {type: 'tool_use', name: 'Bash', input: {command: 'echo hi', description: 'd'}},
            ],
          }
        : say(`saw: ${request.text.includes('guarded by the user')}`);
    });
    const run = await runPrint(bed.sandbox, {prompt: smallPrompt, args, env});
    expect(run.exitCode).toBe(0);
    expect(bed.stub.messages().at(-1)?.text).toContain('guarded by the user');
    expect(bed.stub.messages()).toHaveLength(2);
  });
});
