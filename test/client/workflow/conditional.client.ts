import {describe, expect, test} from 'vitest';
import {orchestratedVersions} from '../harness/client-version.ts';
import {lastTurn} from '../stub/last-turn.ts';
import type {Answer, StubRequest} from '../stub/script.ts';
import {say} from '../stub/scripts/say.ts';
import {useTool} from '../stub/scripts/use-tool.ts';
import {byPrompt, openWorkflowBed} from './open-workflow-bed.ts';

const workflow = `
workflow:
  name: triage
  steps:
    - id: classify
      tier: haiku
      prompt: Classify the issue
      output_schema:
        type: object
        properties: {kind: {type: string}, size: {type: number}}
        required: [kind, size]
    - {id: mend, tier: sonnet, prompt: "Mend a {classify.kind}", depends_on: [classify], when: classify.kind == "bug"}
    - {id: plan, tier: opus, prompt: Plan it, depends_on: [classify], when: classify.size > 5}
    - {id: report, tier: haiku, prompt: "Report <{mend}{plan}>", depends_on: [mend, plan]}
`;

/** Hands its answer over through the client's own tool, then says that it did. */
function answerWith(value: Record<string, unknown>): (request: StubRequest) => Answer {
  return (request) =>
    lastTurn(request).blocks.some(({type}) => type === 'tool_result')
      ? say('done')
      : useTool('StructuredOutput', value);
}

describe.each(orchestratedVersions)('%s', (version) => {
  test('a branch is taken by the fields of an answer, the other one is skipped, and both join', async () => {
    const bed = await openWorkflowBed(version, workflow);
    bed.stub.restart(
      byPrompt({
        Classify: answerWith({kind: 'bug', size: 2}),
        Mend: 'mended',
        Report: 'reported',
      }),
    );

    const {exitCode, summary, stderr} = await bed.tierwise(
      'workflow',
      'run',
      'flow.yaml',
      '--json',
    );

    expect({exitCode, outputs: summary.outputs}).toEqual({
      exitCode: 0,
      outputs: {report: 'reported'},
    });
    expect(summary.steps.map(({step, status}) => [step, status])).toEqual([
      ['classify', 'done'],
      ['mend', 'done'],
      ['plan', 'skipped'],
      ['report', 'done'],
    ]);
    expect(bed.asked()).toContain('sonnet: Mend a bug');
    expect(bed.asked()).toContain('haiku: Report <mended>');
    expect(stderr).toMatch(/^plan: skipped, not so: classify.size > 5$/m);
  });
});

test('an answer without the form that was asked for is no answer', async () => {
  const bed = await openWorkflowBed('2.1.330', workflow);
  // The client asks for the form once more, by itself.
  bed.stub.restart(() => say('just words'));

  const {exitCode, summary} = await bed.tierwise('workflow', 'run', 'flow.yaml', '--json');

  expect(exitCode).toBe(1);
  expect(summary.steps.map(({step, status}) => [step, status])).toEqual([
    ['classify', 'failed'],
    ['mend', 'not-run'],
    ['plan', 'not-run'],
    ['report', 'not-run'],
  ]);
  expect(summary.steps[0]).toMatchObject({because: 'bad-output', attempts: 2});
});
