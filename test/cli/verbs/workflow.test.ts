import {join} from 'node:path';
import {expect, it} from 'vitest';
import {workflowVerb} from '../../../lib/cli/verbs/workflow.ts';
import {openWorkflowBed} from '../../app/workflow-bed.ts';
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

/** `claude` on PATH is the tiny client. */
function openRun(text: string) {
  const bed = openWorkflowBed(text);
  const environment = {PATH: bed.environment.PATH, TINY_LOG: bed.environment.TINY_LOG};
  return {
    ...bed,
    call: (...args: string[]) =>
      call([workflowVerb()], ['workflow', ...args], {home: bed.home, environment}),
  };
}

const runnable = `workflow:
  name: w
  inputs: {topic: {default: cats}}
  steps:
    - {id: a, tier: haiku, prompt: "A {topic}"}
    - {id: b, tier: haiku, prompt: "B {a}", depends_on: [a]}
`;

it('run prints the last answer alone, and a line per fact on standard error', async () => {
  const bed = openRun(runnable);
  const {stdout, stderr, exitCode} = await bed.call('run', 'flow.yaml', '--input', 'topic=dogs');
  expect({stdout, exitCode}).toEqual({stdout: '<B <A dogs>>\n', exitCode: 0});
  expect(stderr).toMatch(
    /^w: .*flow\.yaml\nrun \S+\na: started on haiku \(the workflow says so\)\n/,
  );
  expect(stderr).toMatch(/^a: answered, haiku, .* s, \$0\.0100$/m);
  expect(stderr).toMatch(/b: done\n$/);

  const status = await bed.call('status');
  expect(status.stdout).toMatch(/^run \S+: done/m);
  expect(status.stdout).toMatch(/^ {2}b {2}done\b/m);
  const log = await bed.call('logs', '--step', 'b');
  expect(log.stdout).toMatch(/attempt-started {2}b/);
  expect(log.stdout).toMatch(/\n\n<B <A dogs>>\n$/);
}, 60_000);

it('run gives JSON, or JSON lines of what happens with the result last', async () => {
  const bed = openRun(runnable);
  const json = await bed.call('run', 'flow.yaml', '--json', '--quiet');
  expect(JSON.parse(json.stdout)).toMatchObject({status: 'done', outputs: {b: '<B <A cats>>'}});
  expect(json.stderr).toBe('');
  const events = await bed.call('run', 'flow.yaml', '--events');
  const lines = events.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines[0]).toMatchObject({about: 'workflow', steps: ['a', 'b']});
  expect(lines.at(-1)).toMatchObject({about: 'result', status: 'done'});
  expect(events.stderr).toBe('');
}, 60_000);

it('run says which steps failed and how to go on, with exit code 1', async () => {
  const bed = openRun(runnable.replace('"A {topic}"', 'FAIL'));
  const {stdout, stderr, exitCode} = await bed.call('run', 'flow.yaml', '--quiet');
  expect({stdout, exitCode}).toEqual({stdout: '', exitCode: 1});
  expect(stderr).toMatch(
    /^A step of the workflow failed\. \[workflow-failed\]\na: request-refused/,
  );
  expect(stderr).toMatch(/workflow resume \S+\n$/);
  expect((await bed.call('run', 'flow.yaml', '--input', 'topic')).exitCode).toBe(2);
  expect((await bed.call('resume', 'none')).exitCode).toBe(1);
}, 60_000);

it('run prints several last answers under their names', async () => {
  const bed = openRun(runnable.replace('depends_on: [a]', 'depends_on: []').replace('{a}', ''));
  const {stdout} = await bed.call('run', 'flow.yaml', '--quiet');
  expect(stdout).toBe('## a\n\n<A cats>\n\n## b\n\n<B >\n\n');
}, 60_000);
