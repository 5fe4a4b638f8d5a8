import {describe, expect, test} from 'vitest';
import {orchestratedVersions} from '../harness/client-version.ts';
import {makeGate} from './gate.ts';
import {byPrompt, openWorkflowBed} from './open-workflow-bed.ts';

const workflow = `
workflow:
  name: diamond
  steps:
    - {id: a, tier: haiku, prompt: Begin}
    - {id: b, tier: haiku, prompt: "Left of {a}", depends_on: [a]}
    - {id: c, tier: sonnet, prompt: "Right of {a}", depends_on: [a]}
    - {id: d, tier: opus, prompt: "Join {b} and {c}", depends_on: [b, c]}
`;

describe.each(orchestratedVersions)('%s', (version) => {
  test('two steps run at the same time: each is answered only once the other has asked', async () => {
    const bed = await openWorkflowBed(version, workflow);
    const left = makeGate('left');
    const right = makeGate('right');
    bed.stub.restart(
      byPrompt({
        Begin: 'start',
        Left: () => {
          right.open();
          return left.answer;
        },
        Right: () => {
          left.open();
          return right.answer;
        },
        Join: 'joined',
      }),
    );

    const {exitCode, summary} = await bed.tierwise('workflow', 'run', 'flow.yaml', '--json');

    expect(exitCode).toBe(0);
    expect(summary).toMatchObject({status: 'done', outputs: {d: 'joined'}});
    expect(bed.asked().toSorted()).toEqual([
      'haiku: Begin',
      'haiku: Left of start',
      'opus: Join left and right',
      'sonnet: Right of start',
    ]);
    expect(bed.asked().at(-1)).toBe('opus: Join left and right');
  });
});
