import {readFileSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, test, vi} from 'vitest';
import {isAlive} from '../../fake-client.ts';
import {orchestratedVersions} from '../harness/client-version.ts';
import {makeGate} from './gate.ts';
import {byPrompt, openWorkflowBed, type WorkflowBed} from './open-workflow-bed.ts';

const workflow = `
workflow:
  name: recovery
  steps:
    - {id: a, tier: haiku, prompt: Alpha}
    - {id: b, tier: haiku, prompt: "Bravo {a}", depends_on: [a]}
    - {id: c, tier: haiku, prompt: "Charlie {b}", depends_on: [b]}
`;

interface Fact {
  event: string;
  step?: string;
  attempt?: number;
  pid: number;
}

function journal(bed: WorkflowBed): Fact[] {
  const [run = ''] = bed.runs();
  return readFileSync(path.join(run, 'journal.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Fact);
}

/** Runs until `b` has asked, and kills the orchestrator with -9; the client of `b` lives on. */
async function killDuringB(bed: WorkflowBed) {
  const gate = makeGate('b');
  bed.stub.restart(byPrompt({Alpha: 'a', Bravo: () => gate.answer}));
  const run = bed.start('workflow', 'run', 'flow.yaml');
  await vi.waitFor(() => expect(bed.asked()).toEqual(['haiku: Alpha', 'haiku: Bravo a']), 60_000);
  run.kill('SIGKILL');
  await run;
  const client = clientOf(bed, 'b');
  expect(isAlive(client)).toBe(true);
  return {gate, client};
}

function clientOf(bed: WorkflowBed, id: string): number {
  const start = journal(bed).find(({event, step}) => event === 'attempt-started' && step === id);
  expect(start).toBeDefined();
  return start?.pid as number;
}

const startsOf = (facts: Fact[]) =>
  facts
    .filter(({event}) => event === 'attempt-started')
    .map(({step, attempt}) => `${step}/${attempt}`);

describe.each(orchestratedVersions)('%s', (version) => {
  test('after kill -9 the client that still works is adopted, and nothing runs twice', async () => {
    const bed = await openWorkflowBed(version, workflow);
    const {gate, client} = await killDuringB(bed);
    bed.stub.restart(byPrompt({Charlie: 'c'}));

    const resumed = bed.start('workflow', 'resume');
    await vi.waitFor(
      () => expect(journal(bed).filter(({event}) => event === 'run-opened').length).toBe(2),
      30_000,
    );
    gate.open();
    const {exitCode, stdout} = await resumed;

    expect({exitCode, stdout}).toEqual({exitCode: 0, stdout: 'c'});
    expect(bed.asked()).toEqual(['haiku: Charlie b']);
    expect(startsOf(journal(bed))).toEqual(['a/1', 'b/1', 'c/1']);
    expect(isAlive(client)).toBe(false);
  });
});

test('after kill -9 of both, the step is done again, and the one before it is not', async () => {
  const bed = await openWorkflowBed('2.1.330', workflow);
  const {client} = await killDuringB(bed);
  process.kill(-client, 'SIGKILL');
  bed.stub.restart(byPrompt({Bravo: 'b', Charlie: 'c'}));

  const {exitCode, stdout} = await bed.tierwise('workflow', 'resume');

  expect({exitCode, stdout}).toEqual({exitCode: 0, stdout: 'c'});
  expect(bed.asked()).toEqual(['haiku: Bravo a', 'haiku: Charlie b']);
  expect(startsOf(journal(bed))).toEqual(['a/1', 'b/1', 'b/2', 'c/1']);
});

test('a step that the file has no more is ended, not waited for', async () => {
  const bed = await openWorkflowBed('2.1.330', workflow);
  const {client} = await killDuringB(bed);
  await bed.write(
    'flow.yaml',
    workflow
      .replace(/ {4}- \{id: b.*\n/, '')
      .replace('Charlie {b}', 'Charlie {a}')
      .replace('[b]', '[a]'),
  );
  bed.stub.restart(byPrompt({Charlie: 'c'}));

  const refused = await bed.tierwise('workflow', 'resume');
  expect(refused.exitCode).toBe(1);
  expect(refused.stderr).toContain('[workflow-changed]');
  expect(refused.stderr).toContain('Changed: c');
  expect(refused.stderr).toContain('Gone: b');
  const {exitCode, stdout} = await bed.tierwise('workflow', 'resume', '--accept-changes');

  expect({exitCode, stdout}).toEqual({exitCode: 0, stdout: 'c'});
  expect(bed.asked()).toEqual(['haiku: Charlie a']);
  expect(isAlive(client)).toBe(false);
});

test('Ctrl-C ends the clients, and the run can go on', async () => {
  const bed = await openWorkflowBed('2.1.330', workflow);
  bed.stub.restart(byPrompt({Alpha: {kind: 'hang'}}));
  const run = bed.start('workflow', 'run', 'flow.yaml');
  await vi.waitFor(() => expect(bed.asked()).toEqual(['haiku: Alpha']), 60_000);
  run.kill('SIGINT');
  const {exitCode, stderr} = await run;

  expect(exitCode).toBe(130);
  expect(stderr).toContain('[workflow-stopped]');
  expect(isAlive(clientOf(bed, 'a'))).toBe(false);
  expect(journal(bed).at(-1)).toMatchObject({event: 'run-ended', status: 'interrupted'});

  bed.stub.restart(byPrompt({Alpha: 'a', Bravo: 'b', Charlie: 'c'}));
  expect((await bed.tierwise('workflow', 'resume')).stdout).toBe('c');
});

test('retry does one step and all after it again, in a new run', async () => {
  const bed = await openWorkflowBed('2.1.330', workflow);
  bed.stub.restart(byPrompt({Alpha: 'a', Bravo: 'b', Charlie: 'c'}));
  const {summary} = await bed.tierwise('workflow', 'run', 'flow.yaml', '--json');
  bed.stub.restart(byPrompt({Bravo: 'better', Charlie: 'new'}));

  const {exitCode, stdout} = await bed.tierwise('workflow', 'retry', summary.run_id, '--from', 'b');

  expect({exitCode, stdout}).toEqual({exitCode: 0, stdout: 'new'});
  expect(bed.asked()).toEqual(['haiku: Bravo a', 'haiku: Charlie better']);
  expect(bed.runs().length).toBe(2);
  expect((await bed.tierwise('workflow', 'logs', '--step', 'c')).stdout).toMatch(
    /step-ended.*\n\nnew$/,
  );
});
