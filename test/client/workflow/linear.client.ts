import {describe, expect, test} from 'vitest';
import {clientVersions} from '../harness/client-version.ts';
import {byPrompt, openWorkflowBed} from './open-workflow-bed.ts';

const workflow = `
workflow:
  name: linear
  inputs:
    topic: {type: string, required: true}
  steps:
    - {id: search, agent: haiku-general, prompt: "Search for {topic}", output: hits}
    - {id: analyse, agent: sonnet-general, prompt: "Analyse {hits}", depends_on: [search], output: analysis}
    - {id: write, agent: opus-general, prompt: "Write about {analysis}", depends_on: [analyse]}
`;

describe.each(clientVersions)('%s', (version) => {
  test('steps run one after the other, each on its tier and with the answer before it', async () => {
    const bed = await openWorkflowBed(version, workflow);
    bed.stub.restart(byPrompt({Search: 'three hits', Analyse: 'an analysis', Write: 'the report'}));

    const {exitCode, stdout, stderr} = await bed.tierwise(
      ...['workflow', 'run', 'flow.yaml', '--input', 'topic=cats'],
    );

    expect({exitCode, stdout}).toEqual({exitCode: 0, stdout: 'the report'});
    expect(bed.asked()).toEqual([
      'haiku: Search for cats',
      'sonnet: Analyse three hits',
      'opus: Write about an analysis',
    ]);
    expect(stderr).toContain(`linear: ${bed.file}`);
    expect(stderr).toMatch(/^write: done$/m);
  });
});
