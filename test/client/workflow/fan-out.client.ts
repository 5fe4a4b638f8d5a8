import {expect, test} from 'vitest';
import {byPrompt, openWorkflowBed, promptOf} from './open-workflow-bed.ts';

const workflow = `
workflow:
  name: fan-out
  max_parallel: 3
  inputs:
    files: {type: list, required: true}
  steps:
    - {id: review, tier: haiku, prompt: "Review {item}", for_each: files, output: notes}
    - {id: merge, tier: sonnet, prompt: "Merge {notes}", depends_on: [review]}
`;

test('a step runs once per element, and its answers come together in order', async () => {
  const bed = await openWorkflowBed('2.1.330', workflow);
  bed.stub.restart(
    byPrompt({
      Review: (request) => ({
        kind: 'message',
        content: [{type: 'text', text: `note on ${promptOf(request).split(' ')[1]}`}],
      }),
      Merge: 'merged',
    }),
  );

  const files = ['a.ts', 'b.ts', 'c.ts', 'd.ts'];
  const {exitCode, summary} = await bed.tierwise(
    ...['workflow', 'run', 'flow.yaml', '--json', '--input', `files=${JSON.stringify(files)}`],
  );

  expect({exitCode, outputs: summary.outputs}).toEqual({exitCode: 0, outputs: {merge: 'merged'}});
  expect(bed.asked().slice(0, 4).toSorted()).toEqual(files.map((file) => `haiku: Review ${file}`));
  expect(bed.asked()[4]).toBe(
    `sonnet: Merge ${JSON.stringify(files.map((file) => `note on ${file}`))}`,
  );
  expect(summary.steps[0]).toMatchObject({step: 'review', status: 'done', attempts: 4});
});
