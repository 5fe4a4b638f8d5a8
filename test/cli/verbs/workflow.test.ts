import {join} from 'node:path';
import {expect, it} from 'vitest';
import {workflowVerb} from '../../../lib/cli/verbs/workflow.ts';
import {put, temporaryFolder} from '../../edge/temporary-folder.ts';
import {call} from '../call.ts';

function open(text: string) {
  const home = temporaryFolder();
  put(join(home, 'project', 'w.yaml'), text);
  const file = join(home, 'project', 'w.yaml');
  return {file, run: (...args: string[]) => call([workflowVerb()], ['workflow', ...args], {home})};
}

const good = `workflow:
  name: w
  steps:
    - {id: search, agent: haiku-general, prompt: Search, output: hits}
    - {id: write, prompt: Write about it, depends_on: [search]}
`;

it('validate says what is wrong, where, and what to do', async () => {
  const {run, file} = open(good.replace('[search]', '[serch]'));
  const {stderr, exitCode} = await run('validate', 'w.yaml');
  expect(exitCode).toBe(1);
  expect(stderr).toContain('The workflow has 1 error. [workflow-invalid]');
  expect(stderr.replaceAll(/\s+/g, ' ')).toContain(
    `${file}:5:56 Step "write" depends on "serch", which is no step. [unknown-step] Did you mean "search"?`,
  );
});

it('validate shows warnings, and JSON', async () => {
  const {run, file} = open(good);
  const {stdout, exitCode} = await run('validate', 'w.yaml');
  expect(exitCode).toBe(0);
  expect(stdout).toContain('warning: Nobody reads the output "hits". [unused-output]');
  expect(stdout).toContain(`${file}: 2 steps, no errors.`);
  expect(JSON.parse((await run('validate', 'w.yaml', '--json')).stdout)).toMatchObject({
    steps: 2,
    warnings: [{code: 'unused-output', severity: 'warning'}],
  });
});

it('plan shows waves, tiers and cost, and says that nothing ran', async () => {
  const {run} = open(good);
  const {stdout} = await run('plan', 'w.yaml');
  expect(stdout).toMatch(/^Wave 1\n {2}search {2}haiku \(tierwise-haiku\), up to 2 attempts$/m);
  expect(stdout).toMatch(/^Wave 2\n {2}write {3}\S.*after search/m);
  expect(stdout).toMatch(/^Cost: about \$\d/m);
  expect(stdout).toMatch(/Nothing was run\.\n$/);
  expect(JSON.parse((await run('plan', 'w.yaml', '--json')).stdout)).toMatchObject({
    waves: [['search'], ['write']],
  });
});

it('graph draws, and names the file on standard error', async () => {
  const {run, file} = open(good);
  const drawn = await run('graph', 'w.yaml', '--format', 'mermaid');
  expect(drawn.stdout).toMatch(/^flowchart TD\n/);
  expect(drawn.stderr).toBe(`${file}\n`);
  expect((await run('graph', 'w.yaml', '--format', 'svg')).exitCode).toBe(2);
});

it('list says where to put the first one', async () => {
  const {run} = open(good);
  expect((await run('list')).stdout).toMatch(/^There are no workflows yet\. Put one into \S+/);
});
