import {expect, test} from 'vitest';
import {lastTurn} from '../stub/last-turn.ts';
import type {Answer, StubRequest} from '../stub/script.ts';
import {say} from '../stub/scripts/say.ts';
import {useTool} from '../stub/scripts/use-tool.ts';
import {byPrompt, openWorkflowBed, promptOf} from './open-workflow-bed.ts';

test('an agent of the user does its step, on its own model and with its own words', async () => {
  const bed = await openWorkflowBed(
    '2.1.330',
    'workflow:\n  name: own\n  steps:\n    - {id: a, agent: judge, prompt: Judge it}\n',
  );
  await bed.sandbox.writeHomeFile(
    '.claude/agents/judge.md',
    '---\nname: judge\ndescription: Judges.\nmodel: opus\n---\nYou weigh both sides.\n',
  );
  bed.stub.restart(byPrompt({Judge: 'fair'}));

  const {exitCode, stdout} = await bed.tierwise('workflow', 'run', 'flow.yaml');

  expect({exitCode, stdout}).toEqual({exitCode: 0, stdout: 'fair'});
  expect(bed.asked()).toEqual(['opus: Judge it']);
  expect(bed.stub.mainMessages()[0]?.text).toContain('You weigh both sides.');
});

test('an answer too large for a prompt lies in a file that the next agent may read', async () => {
  const bed = await openWorkflowBed(
    '2.1.330',
    `
workflow:
  name: large
  steps:
    - {id: a, tier: haiku, prompt: Alpha}
    - {id: b, tier: haiku, prompt: "Bravo {a}", depends_on: [a]}
`,
  );
  const read = (request: StubRequest): Answer => {
    const [, file = ''] = /in the file (\S+)\)/.exec(promptOf(request)) ?? [];
    const result = lastTurn(request).blocks.find(({type}) => type === 'tool_result');
    return result === undefined
      ? useTool('Read', {file_path: file, limit: 1})
      : say(`${result.is_error === true ? 'refused' : 'read'}: ${JSON.stringify(result.content)}`);
  };
  const line = `${'x'.repeat(99)}\n`;
  bed.stub.restart(byPrompt({Alpha: `first line\n${line.repeat(1100)}`, Bravo: read}));

  const {exitCode, stdout} = await bed.tierwise('workflow', 'run', 'flow.yaml');

  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^read: .*first line/);
});
