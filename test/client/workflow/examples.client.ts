import {readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {orchestratedVersions} from '../harness/client-version.ts';
import {lastTurn} from '../stub/last-turn.ts';
import type {Answer, StubRequest} from '../stub/script.ts';
import {say} from '../stub/scripts/say.ts';
import {useTool} from '../stub/scripts/use-tool.ts';
import {makeGate} from './gate.ts';
import {byPrompt, openWorkflowBed} from './open-workflow-bed.ts';

const page = readFileSync(new URL('../../../docs/workflows.md', import.meta.url), 'utf8');

/** An example of docs/workflows.md, by the file name in its first line. */
function example(file: string): string {
  const blocks = [...page.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, block = '']) => block);
  const found = blocks.find((block) => block.startsWith(`# ${file}\n`));
  if (found === undefined) {
    throw new Error(`no example ${file} in docs/workflows.md`);
  }
  return found;
}

test('the page has three examples, and each is tried here', () => {
  expect([...page.matchAll(/^# (\S+\.yaml)$/gm)].map(([, file]) => file)).toEqual([
    'research-analysis.yaml',
    'parallel-review.yaml',
    'repair.yaml',
  ]);
});

test('research-analysis', async () => {
  const bed = await openWorkflowBed('2.1.330', example('research-analysis.yaml'));
  bed.stub.restart(
    byPrompt({Find: 'README.md:3', 'Analyse these': 'It is small.', 'Write a report': 'A report.'}),
  );

  const {exitCode, stdout} = await bed.tierwise(
    ...['workflow', 'run', 'flow.yaml', '--input', 'topic=otters'],
  );

  expect({exitCode, stdout}).toEqual({exitCode: 0, stdout: 'A report.'});
  expect(bed.asked().map((line) => line.split(':')[0])).toEqual(['haiku', 'sonnet', 'opus']);
  expect(bed.stub.mainMessages()[1]?.text).toContain('findings about otters:\nREADME.md:3');
});

test('parallel-review: three reviews at once, one fails, and the rest is merged', async () => {
  const bed = await openWorkflowBed('2.1.330', example('parallel-review.yaml'));
  const bugs = makeGate('a bug');
  const style = makeGate('a blank');
  const refused: Answer = {
    kind: 'error',
    status: 400,
    type: 'invalid_request_error',
    message: 'no',
  };
  bed.stub.restart(
    byPrompt({
      'Review HEAD~1..HEAD for bugs': () => {
        style.open();
        return bugs.answer;
      },
      'Review HEAD~1..HEAD for style': () => {
        bugs.open();
        return style.answer;
      },
      'Review HEAD~1..HEAD for security': refused,
      'Merge these': 'merged',
    }),
  );

  const {exitCode, stdout, stderr} = await bed.tierwise('workflow', 'run', 'flow.yaml');

  expect({exitCode, stdout}).toEqual({exitCode: 0, stdout: 'merged'});
  expect(stderr).toMatch(/^security: failed, request-refused/m);
  expect(bed.stub.mainMessages().at(-1)?.text).toContain('Bugs: a bug\nSecurity: \nStyle: a blank');
});

/** One call of a tool, then words. */
const useOnce =
  (name: string, input: Record<string, unknown>, text: string) =>
  (request: StubRequest): Answer =>
    lastTurn(request).blocks.some(({type}) => type === 'tool_result')
      ? say(text)
      : useTool(name, input);

describe.each(orchestratedVersions)('%s', (version) => {
  test('repair: the small attempt does not pass the check, the large one does and lands', async () => {
    const bed = await openWorkflowBed(version, example('repair.yaml'));
    await bed.write('check.sh', 'grep -q right answer.txt 2>/dev/null\n');
    // In the copy the file stands below another folder; the prompt's own folder names it.
    const write = (content: string, text: string) => (request: StubRequest) => {
      const [, folder = ''] = /working directory: (\S+)/i.exec(request.text) ?? [];
      return useOnce('Write', {file_path: `${folder}/answer.txt`, content}, text)(request);
    };
    bed.stub.restart(
      byPrompt({
        Run: useOnce('StructuredOutput', {passes: false, failures: 'answer.txt is wrong'}, 'done'),
        'Mend the cause': write('still not it\n', 'tried'),
        'A small attempt': write('right\n', 'mended'),
        'Say in two': 'It was mended.',
      }),
    );

    const {exitCode, summary, stderr} = await bed.tierwise(
      ...['workflow', 'run', 'flow.yaml', '--json'],
    );

    expect(stderr).toMatch(/^mend: failed, verify-failed/m);
    expect(exitCode).toBe(0);
    expect(Object.fromEntries(summary.steps.map(({step, status}) => [step, status]))).toEqual({
      ...{look: 'done', mend: 'failed', 'mend-large': 'done', report: 'done'},
    });
    expect(summary.outputs).toEqual({report: 'It was mended.'});
    expect(readFileSync(`${bed.project}/answer.txt`, 'utf8')).toBe('right\n');
    expect(bed.asked()).toContain('haiku: Say in two sentences what was done: mended');
  });
});
