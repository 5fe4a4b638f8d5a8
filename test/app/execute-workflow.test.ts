import {statSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it, vi} from 'vitest';
import {resetBreakers} from '../../lib/app/reset-breakers.ts';
import {resumeWorkflow} from '../../lib/app/resume-workflow.ts';
import {retryWorkflow} from '../../lib/app/retry-workflow.ts';
import {readWorkflowLog, showWorkflow} from '../../lib/app/show-workflow.ts';
import {startWorkflow} from '../../lib/app/start-workflow.ts';
import {gitIn} from '../edge/make-repository.ts';
import {openWorkflowBed, statusesOf} from './workflow-bed.ts';

const flow = (...steps: string[]) =>
  `workflow:\n  name: w\n  inputs:\n    topic: {type: string, default: cats}\n  steps:\n${steps.map((step) => `    - ${step}\n`).join('')}`;

const diamond = flow(
  '{id: a, tier: haiku, prompt: "A {topic}"}',
  '{id: b, tier: haiku, prompt: "B {a}", depends_on: [a]}',
  '{id: c, tier: sonnet, prompt: "C {a}", depends_on: [a]}',
  '{id: d, tier: opus, prompt: "D {b} {c}", depends_on: [b, c]}',
);

// Each step is a process of its own, and the machine may be busy.
describe('executeWorkflow', {timeout: 60_000}, () => {
  it('does every step on its tier, with the answers before it', async () => {
    const bed = openWorkflowBed(diamond);
    const {summary, stop} = await bed.run(['topic', 'dogs']);
    expect(stop).toBeUndefined();
    expect(summary).toMatchObject({status: 'done', outputs: {d: '<D <B <A dogs>> <C <A dogs>>>'}});
    expect(summary.cost_usd).toBeCloseTo(0.04, 5);
    expect(
      bed
        .calls()
        .map(({model}) => model)
        .toSorted(),
    ).toEqual([...['haiku', 'haiku', 'opus', 'sonnet']]);
    const about = bed.notices.map((notice) => notice.about);
    expect(about[0]).toBe('workflow');
    expect(about.filter((each) => each === 'step-ended').length).toBe(4);
  });

  it('takes the tools that edit from steps that read, and leaves them to those that may', async () => {
    const bed = openWorkflowBed(
      flow(
        '{id: a, tier: haiku, prompt: A, env: {GREETING: "hello {topic}"}}',
        '{id: b, tier: haiku, prompt: B, depends_on: [a], allowed_tools: [Edit], permission_mode: acceptEdits}',
      ),
    );
    await bed.run();
    const [a, b] = bed.calls();
    expect(a?.args.join(' ')).toContain('--disallowed-tools Edit MultiEdit Write NotebookEdit');
    expect(a?.greeting).toBe('hello cats');
    expect(b?.args.join(' ')).toContain('--permission-mode acceptEdits --allowed-tools Edit');
    expect(b?.args).not.toContain('--disallowed-tools');
  });

  it('asks for the form of an answer, and reads its fields', async () => {
    const bed = openWorkflowBed(
      flow(
        '{id: a, tier: haiku, prompt: A, output_schema: {type: object, properties: {score: {}}}}',
        '{id: b, tier: haiku, prompt: "B {a.score}", depends_on: [a], when: a.score > 5}',
      ),
    );
    const {summary} = await bed.run();
    expect(summary.outputs).toEqual({b: '<B 7>'});
    expect(bed.calls()[0]?.args).toContain('--json-schema');
  });

  it('fails only what needs the step that failed; resume tries that again and no more', async () => {
    const text = flow(
      '{id: a, tier: haiku, prompt: A}',
      '{id: b, tier: haiku, prompt: FAIL, depends_on: [a]}',
      '{id: c, tier: haiku, prompt: C, depends_on: [a]}',
      '{id: d, tier: haiku, prompt: "D {b}", depends_on: [b, c]}',
    );
    const bed = openWorkflowBed(text);
    const first = await bed.run();
    expect(statusesOf(first)).toEqual({a: 'done', b: 'failed', c: 'done', d: 'not-run'});
    expect(first.summary.status).toBe('failed');
    expect(showWorkflow(bed.environment, bed.project, undefined)).toMatchObject({
      ok: true,
      value: {
        status: 'failed',
        steps: [{step: 'a'}, {step: 'b', status: 'failed'}, {step: 'c'}, {status: 'not-run'}],
      },
    });

    bed.write(text.replace('FAIL', 'Better'));
    const request = {folder: bed.project, name: undefined, acceptsChanges: false};
    expect(await resumeWorkflow(bed.environment, request)).toMatchObject({
      failure: {code: 'workflow-changed', change: {changed: ['b'], added: [], removed: []}},
    });
    const accepted = {...request, acceptsChanges: true};
    const second = await bed.execute(await resumeWorkflow(bed.environment, accepted));
    expect(second.summary).toMatchObject({status: 'done', outputs: {d: '<D <Better>>'}});
    expect(
      bed
        .calls()
        .map(({prompt}) => prompt)
        .slice(3),
    ).toEqual(['Better', 'D <Better>']);
    expect(await resumeWorkflow(bed.environment, request)).toMatchObject({
      failure: {code: 'run-missing'},
    });
  });

  it('parks at a limit, and lets what runs end', async () => {
    const bed = openWorkflowBed(
      flow(
        '{id: a, tier: haiku, prompt: LIMIT}',
        '{id: b, tier: haiku, prompt: B, depends_on: [a]}',
      ),
    );
    const {summary, stop} = await bed.run();
    expect(stop).toMatchObject({by: 'limit', failure: {code: 'limit-reached'}});
    expect(summary).toMatchObject({status: 'parked', parked: {because: 'limit-reached'}});
    expect(bed.calls().length).toBe(1);
  });

  it('stops by hand and by its time, with no client left, and goes on afterwards', async () => {
    const text = flow('{id: a, tier: haiku, prompt: "{topic}"}');
    const bed = openWorkflowBed(text);
    const stopper = new AbortController();
    const running = bed.execute(await bed.start(['topic', 'HANG']), stopper.signal);
    await vi.waitFor(() => expect(bed.calls().length).toBe(1), 20_000);
    stopper.abort();
    const {stop, summary} = await running;
    expect(stop?.by).toBe('person');
    expect(summary.status).toBe('interrupted');

    bed.write(text.replace('name: w', 'name: w\n  timeout: 500ms'));
    const timed = await bed.run(['topic', 'HANG']);
    expect(timed.stop?.by).toBe('time');
  });

  it('stops at its budget', async () => {
    const bed = openWorkflowBed(
      flow(
        '{id: a, tier: haiku, prompt: A}',
        '{id: b, tier: haiku, prompt: B, depends_on: [a]}',
      ).replace('name: w', 'name: w\n  budget_usd: 0.005'),
    );
    const end = await bed.run();
    expect(statusesOf(end)).toEqual({a: 'done', b: 'failed'});
    expect(end.stop).toMatchObject({by: 'budget'});
    expect(end.summary.steps[1]?.because).toMatch(/^budget-reached/);
    expect(bed.calls()[0]?.args.join(' ')).toContain('--max-budget-usd 0.005');
  });

  const onward = (list: string, more = '') =>
    flow(
      `{id: a, tier: haiku, prompt: "{item}{topic}", for_each: ${list}, on_error: continue, retry: {limit: 0}}`,
      '{id: b, tier: haiku, prompt: "{a}", depends_on: [a]}',
    ).replace('name: w', `name: w\n  max_parallel: 1${more}`);

  it('waits for a tier that fails too often, instead of passing over all the rest', async () => {
    const bed = openWorkflowBed(onward('[BUSY1, BUSY2, BUSY3, BUSY4, BUSY5, F, G]'));
    const {stop, summary} = await bed.run();
    expect(stop).toMatchObject({by: 'limit', failure: {code: 'breaker-open'}});
    expect(summary).toMatchObject({status: 'parked', parked: {because: 'breaker-open'}});
    expect(summary.parked?.until).toMatch(/^20/);
    expect(bed.calls().length).toBe(5);

    await resetBreakers(bed.environment, 'haiku');
    const request = {folder: bed.project, name: undefined, acceptsChanges: false};
    const end = await bed.execute(await resumeWorkflow(bed.environment, request));
    expect(end.summary.status).toBe('done');
    const prompts = bed.calls().map(({prompt}) => prompt);
    expect(prompts.slice(5)).toEqual([
      'Fcats',
      'Gcats',
      '[null,null,null,null,null,"<Fcats>","<Gcats>"]',
    ]);
  });

  it('stops where no element could be done, and tries them again later', async () => {
    const bed = openWorkflowBed(onward('[A, B, C]', '\n  budget_usd: 0.015'));
    const spent = await bed.run();
    expect(spent.stop?.by).toBe('budget');
    expect(spent.summary.status).toBe('failed');
    expect(statusesOf(spent)).toEqual({a: 'failed', b: 'waiting'});
    expect(spent.summary.steps[0]?.because).toMatch(/^element 2: budget-reached/);

    bed.write(onward('[A, B, C]'));
    const request = {folder: bed.project, name: undefined, acceptsChanges: true};
    const end = await bed.execute(await resumeWorkflow(bed.environment, request));
    expect(end.summary.status).toBe('done');
    const prompts = bed.calls().map(({prompt}) => prompt);
    expect(prompts).toEqual([...['Acats', 'Bcats', 'Ccats', '["<Acats>","<Bcats>","<Ccats>"]']]);
  });

  it('stops without a login, and without a client', async () => {
    const bed = openWorkflowBed(onward('[A, B, C]'));
    const refused = await bed.run(['topic', 'LOGIN']);
    expect(refused.stop?.by).toBe('refusal');
    expect(refused.summary.status).toBe('failed');
    expect(bed.calls().length).toBe(1);

    bed.environment.PATH = bed.project;
    const missing = await bed.run();
    expect(missing.stop?.by).toBe('client');
    expect(missing.summary.status).toBe('failed');
  });

  it('goes on once a higher budget is accepted, and keeps its cap without that', async () => {
    const text = flow(
      '{id: a, tier: haiku, prompt: A}',
      '{id: b, tier: haiku, prompt: B, depends_on: [a]}',
    ).replace('name: w', 'name: w\n  budget_usd: 0.005');
    const bed = openWorkflowBed(text);
    await bed.run();
    const request = {folder: bed.project, name: undefined, acceptsChanges: false};
    const same = await bed.execute(await resumeWorkflow(bed.environment, request));
    expect(statusesOf(same)).toEqual({a: 'done', b: 'failed'});

    bed.write(text.replace('0.005', '0.05'));
    const accepted = {...request, acceptsChanges: true};
    const end = await bed.execute(await resumeWorkflow(bed.environment, accepted));

    expect(end.summary).toMatchObject({status: 'done', outputs: {b: '<B>'}});
    expect(bed.calls().map(({prompt}) => prompt)).toEqual(['A', 'B']);
    expect(bed.calls()[1]?.args.join(' ')).toContain('--max-budget-usd 0.04');
  });

  it('takes its budget from the file only where that says something new', async () => {
    const text = flow('{id: a, tier: haiku, prompt: FAIL}');
    const bed = openWorkflowBed(text.replace('name: w', 'name: w\n  budget_usd: 5'));
    const {environment, project: folder, file: name} = bed;
    await bed.execute(await startWorkflow(environment, {folder, name, given: [], maxUsd: 0.5}));

    bed.write(text.replace('FAIL', 'A').replace('name: w', 'name: w\n  budget_usd: 5'));
    await bed.execute(
      await resumeWorkflow(environment, {folder, name: undefined, acceptsChanges: true}),
    );

    expect(bed.calls()[1]?.args.join(' ')).toContain('--max-budget-usd 0.49');
  });

  it('tries a step again whose check failed, and its new check when that is accepted', async () => {
    const text = flow('{id: a, tier: haiku, prompt: A, verify: "exit 3"}');
    const bed = openWorkflowBed(text);
    const git = gitIn(bed.project, {...bed.environment, GIT_CONFIG_NOSYSTEM: '1'});
    git('init', '-q');
    git('add', '-A');
    git('-c', 'user.name=Pat', '-c', 'user.email=p@example.org', 'commit', '-qm', 'first');
    const because = /^verify-failed/;
    const first = await bed.run();
    expect(first.summary.steps[0]?.because).toMatch(because);

    const request = {folder: bed.project, name: undefined, acceptsChanges: true};
    const second = await bed.execute(await resumeWorkflow(bed.environment, request));
    expect(second.summary.steps[0]?.because).toMatch(because);
    bed.write(text.replace('exit 3', 'exit 0'));
    const third = await bed.execute(await resumeWorkflow(bed.environment, request));

    expect(third.summary).toMatchObject({status: 'done', outputs: {a: '<A>'}});
    expect(bed.calls().map(({prompt}) => prompt)).toEqual(['A', 'A', 'A']);
  });

  it('gives no answer to another element when a list was changed', async () => {
    const text = flow('{id: a, tier: haiku, prompt: "{item}", for_each: [A, B, FAIL, C, D]}');
    const bed = openWorkflowBed(text);
    await bed.run();

    bed.write(text.replace('FAIL, ', ''));
    const request = {folder: bed.project, name: undefined, acceptsChanges: true};
    const end = await bed.execute(await resumeWorkflow(bed.environment, request));

    expect(end.summary).toMatchObject({
      status: 'done',
      outputs: {a: ['<A>', '<B>', '<C>', '<D>']},
    });
    expect(bed.calls().filter(({prompt}) => prompt === 'A').length).toBe(1);
  });

  it('writes a large answer into a private file that the next client may read', async () => {
    const bed = openWorkflowBed(
      flow(
        '{id: a, tier: haiku, prompt: "{topic}"}',
        '{id: b, tier: haiku, prompt: "B {a}", depends_on: [a]}',
      ),
    );
    await bed.run(['topic', 'x'.repeat(100_000)]);
    const [, b] = bed.calls();
    const [, file = ''] = /in the file (.+)\)$/.exec(b?.prompt ?? '') ?? [];
    expect(statSync(file).size).toBe(100_002);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(b?.args[(b?.args.indexOf('--add-dir') ?? 0) + 1]).toBe(join(file, '..'));
  });

  it('refuses inputs that do not fit, and a run inside a run, before anything is written', async () => {
    const bed = openWorkflowBed(diamond);
    expect(await bed.start(['tpic', 'x'])).toMatchObject({
      failure: {code: 'workflow-inputs-wrong'},
    });
    const nested = {...bed.environment, TIERWISE_DEPTH: '1'};
    expect(retryWorkflow(nested, {name: 'x', from: 'a'})).toMatchObject({
      failure: {code: 'run-nested'},
    });
    expect(bed.calls()).toEqual([]);
  });
});

describe('retryWorkflow', {timeout: 60_000}, () => {
  it('does a step and all after it again, in a new run with the other answers', async () => {
    const bed = openWorkflowBed(diamond);
    const {summary} = await bed.run();
    const name = summary.run_id;
    expect(retryWorkflow(bed.environment, {name, from: 'z'})).toMatchObject({
      failure: {code: 'workflow-step-unknown', known: ['a', 'b', 'c', 'd']},
    });

    const again = await bed.execute(retryWorkflow(bed.environment, {name, from: 'c'}));

    expect(again.summary.run_id).not.toBe(name);
    expect(again.summary).toMatchObject({status: 'done', outputs: summary.outputs});
    expect(again.summary.steps[1]).toMatchObject({step: 'b', because: `taken over from ${name}`});
    expect(
      bed
        .calls()
        .slice(4)
        .map(({prompt}) => prompt.slice(0, 1)),
    ).toEqual(['C', 'D']);
    const log = readWorkflowLog(bed.environment, bed.project, {name: undefined, step: 'd'});
    expect(log).toMatchObject({ok: true, value: {answer: summary.outputs.d}});
  });

  it('takes over the answer of a fallback with the failure that it made good', async () => {
    const bed = openWorkflowBed(
      flow(
        '{id: a, tier: haiku, prompt: FAIL, on_error: "fallback:f"}',
        '{id: f, tier: haiku, prompt: F}',
        '{id: b, tier: haiku, prompt: "B {a}", depends_on: [a], when: steps.a.status == "failed"}',
      ),
    );
    const {summary} = await bed.run();
    expect(summary.outputs).toEqual({b: '<B <F>>'});
    const retry = async (from: string) => {
      const before = bed.calls().length;
      const name = summary.run_id;
      const end = await bed.execute(retryWorkflow(bed.environment, {name, from}));
      expect(end.summary).toMatchObject({status: 'done', outputs: summary.outputs});
      expect(statusesOf(end)).toEqual({a: 'failed', f: 'done', b: 'done'});
      const calls = bed.calls().slice(before);
      return calls.map(({prompt}) => prompt);
    };

    expect(await retry('b')).toEqual(['B <F>']);
    expect(await retry('f')).toEqual(['F', 'B <F>']);
    expect(await retry('a')).toEqual(['FAIL', 'F', 'B <F>']);
  });
});
