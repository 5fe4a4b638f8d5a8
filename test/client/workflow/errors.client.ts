import {expect, test} from 'vitest';
import type {Answer} from '../stub/script.ts';
import {byPrompt, openWorkflowBed} from './open-workflow-bed.ts';

const refused: Answer = {
  kind: 'error',
  status: 400,
  type: 'invalid_request_error',
  message: 'not this one',
};

const statuses = (summary: {steps: readonly {step: string; status: string}[]}) =>
  Object.fromEntries(summary.steps.map(({step, status}) => [step, status]));

test('a failure stops only what needs it, and resume tries that part again, nothing else', async () => {
  const bed = await openWorkflowBed(
    '2.1.330',
    `
workflow:
  name: partial
  steps:
    - {id: a, tier: haiku, prompt: Alpha}
    - {id: b, tier: haiku, prompt: Bravo, depends_on: [a]}
    - {id: c, tier: haiku, prompt: Charlie, depends_on: [a]}
    - {id: d, tier: haiku, prompt: "Delta {b} {c}", depends_on: [b, c]}
`,
  );
  bed.stub.restart(byPrompt({Alpha: 'a', Bravo: refused, Charlie: 'c'}));
  const first = await bed.tierwise('workflow', 'run', 'flow.yaml', '--json');
  expect(first.exitCode).toBe(1);
  expect(statuses(first.summary)).toEqual({a: 'done', b: 'failed', c: 'done', d: 'not-run'});

  bed.stub.restart(byPrompt({Bravo: 'b', Delta: 'd'}));
  const second = await bed.tierwise('workflow', 'resume');

  expect({exitCode: second.exitCode, stdout: second.stdout}).toEqual({exitCode: 0, stdout: 'd'});
  expect(bed.asked()).toEqual(['haiku: Bravo', 'haiku: Delta b c']);
  expect(bed.runs().length).toBe(1);
});

test('a fallback stands in, and a failure that is let pass leaves nothing in its place', async () => {
  const bed = await openWorkflowBed(
    '2.1.330',
    `
workflow:
  name: errors
  steps:
    - {id: quick, tier: haiku, prompt: Quick, on_error: "fallback:careful"}
    - {id: careful, tier: opus, prompt: Careful}
    - {id: extra, tier: haiku, prompt: Extra, on_error: continue}
    - {id: end, tier: haiku, prompt: "Finish <{quick}> <{extra}>", depends_on: [quick, extra]}
`,
  );
  bed.stub.restart(
    byPrompt({Quick: refused, Careful: 'with care', Extra: refused, Finish: 'finished'}),
  );

  const {exitCode, summary} = await bed.tierwise('workflow', 'run', 'flow.yaml', '--json');

  expect(exitCode).toBe(0);
  expect(statuses(summary)).toEqual({
    ...{quick: 'failed', careful: 'done', extra: 'failed', end: 'done'},
  });
  expect(bed.asked()).toContain('haiku: Finish <with care> <>');
  expect(bed.asked()).toContain('opus: Careful');
});

test('a limit parks the run, with exit code 75, and what is done is not done again', async () => {
  const bed = await openWorkflowBed(
    '2.1.330',
    `
workflow:
  name: limited
  steps:
    - {id: a, tier: haiku, prompt: Alpha}
    - {id: b, tier: haiku, prompt: Bravo, depends_on: [a]}
`,
    {env: {CLAUDE_CODE_MAX_RETRIES: '0'}},
  );
  const limit: Answer = {
    kind: 'error',
    status: 429,
    type: 'rate_limit_error',
    message: 'slow down',
  };
  bed.stub.restart(byPrompt({Alpha: 'a', Bravo: limit}));
  const first = await bed.tierwise('workflow', 'run', 'flow.yaml');
  expect(first.exitCode).toBe(75);
  expect(first.stderr).toContain('[workflow-stopped]');
  expect((await bed.tierwise('workflow', 'status', '--json')).summary).toMatchObject({
    status: 'parked',
    parked: {because: 'limit-reached'},
  });

  bed.stub.restart(byPrompt({Bravo: 'b'}));
  const second = await bed.tierwise('workflow', 'resume');
  expect({exitCode: second.exitCode, stdout: second.stdout}).toEqual({exitCode: 0, stdout: 'b'});
  expect(bed.asked()).toEqual(['haiku: Bravo']);
});

test('no attempt starts once the budget is spent', async () => {
  const bed = await openWorkflowBed(
    '2.1.330',
    `
workflow:
  name: budget
  budget_usd: 0.00001
  steps:
    - {id: a, tier: haiku, prompt: Alpha}
    - {id: b, tier: haiku, prompt: Bravo, depends_on: [a]}
`,
  );
  bed.stub.restart(byPrompt({Alpha: 'a'}));
  const {exitCode, summary} = await bed.tierwise('workflow', 'run', 'flow.yaml', '--json');
  expect(exitCode).toBe(1);
  expect(summary.status).toBe('failed');
  expect(summary.steps.map(({because}) => because).join()).toContain('budget-reached');
  expect(bed.asked()).toEqual(['haiku: Alpha']);
});
