import {describe, expect, test} from 'vitest';
import {clientVersions} from '../harness/client-version.ts';
import {readEvidence} from '../harness/read-evidence.ts';
import {smallPrompt} from '../routing/ask.ts';
import {openRunBed} from './open-run-bed.ts';

describe.each(clientVersions)('%s', (version) => {
  test.each(['haiku', 'sonnet', 'opus'] as const)('routing to each tier: %s', async (tier) => {
    const bed = await openRunBed(version);
    const run = await bed.tierwise(['run', '--tier', tier, '--json', 'do it']);
    expect(run.exitCode).toBe(0);
    expect(bed.stub.messages().map(({model}) => model)).toEqual([expect.stringContaining(tier)]);
    expect(JSON.parse(run.stdout)).toMatchObject({
      tier,
      model: expect.stringContaining(tier),
      result: expect.stringContaining(`answered by claude-${tier}`),
      attempts: [{attempt: 1, tier, outcome: 'done'}],
    });
  });

  test('the answer alone is on standard output, and what happens on standard error', async () => {
    const bed = await openRunBed(version);
    const run = await bed.tierwise(['run', smallPrompt]);
    expect(run).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(/^answered by \S+haiku\S*$/),
    });
    expect(run.stderr).toMatch(/^attempt 1 on haiku: .*\n {2}done: \S+haiku/);
    // The agent of the tier is told its ways, and how to hand the work back.
    expect(bed.stub.messages()[0]?.text).toContain('needs a larger tier');
  });

  test('metrics recording: each attempt is one line of evidence, without the prompt', async () => {
    const bed = await openRunBed(version);
    await bed.tierwise(['run', '--tier', 'haiku', '--session', 's-1', 'canary-prompt-text']);
    const evidence = await readEvidence(bed.sandbox);
    expect(evidence).toMatchObject([
      {event: 'run', session: 's-1', tier: 'haiku', outcome: 'done', step: 'main', attempt: 1},
    ]);
    expect(JSON.stringify(evidence)).not.toContain('canary');
  });

  test('interactive mode: the prompt comes from standard input', async () => {
    const bed = await openRunBed(version);
    const run = await bed.tierwise(['run', '--tier', 'haiku', '--interactive'], {
      input: 'first line\n- second line\n',
    });
    expect(run.exitCode).toBe(0);
    expect(bed.stub.messages()[0]?.text).toContain('first line\n- second line');
  });
});
