import {expect, it} from 'vitest';
import type {ShownRun} from '../../lib/app/show-run.ts';
import {describeRunList, describeShownRun} from '../../lib/cli/describe-runs.ts';

const attempt: ShownRun['summary']['attempts'][number] = {
  step: 'main',
  attempt: 1,
  tier: 'haiku',
  model: 'claude-haiku-5-5',
  outcome: 'done',
  verified: null,
  cost_usd: 0.25,
  turns: 1,
  duration_ms: 1500,
};

const shown: ShownRun = {
  presence: 'done',
  holder: undefined,
  folder: '/data/runs/r',
  prompt: 'mend it\n',
  lastWords: 'mended',
  summary: {
    run_id: 'r',
    kind: 'run',
    status: 'done',
    created_at: '2026-11-26T20:00:00.000Z',
    cwd: '/project',
    session: null,
    tier: 'haiku',
    model: 'claude-haiku-5-5',
    result: 'mended',
    cost_usd: 0.25,
    duration_ms: 1500,
    attempts: [attempt],
    failure: null,
    parked_until: null,
  },
};

it('says how to start when there are no runs', () => {
  expect(describeRunList([])).toContain('tierwise run');
});

it('shows a run that is done', () => {
  expect(describeShownRun(shown).split('\n')).toEqual([
    'run       r',
    'is        done',
    'in        /project',
    'cost      $0.25',
    'files     /data/runs/r',
    '',
    'asked',
    '  mend it',
    '',
    'attempts',
    '  main-1 haiku: done (claude-haiku-5-5, 1.5 s, 1 turn, $0.25)',
    '',
    'said',
    'mended',
  ]);
});

it('says why one waits, who is at work on it, and what nobody knows', () => {
  const text = describeShownRun({
    ...shown,
    presence: 'parked',
    holder: 7,
    lastWords: null,
    summary: {
      ...shown.summary,
      session: 's-1',
      cost_usd: null,
      parked_until: '2026-11-26T22:00:00.000Z',
      failure: {code: 'interrupted'},
      attempts: [
        {...attempt, verified: true},
        {...attempt, attempt: 2, verified: false, model: null, cost_usd: null},
      ],
    },
  });
  expect(text).toContain('parked until 2026-11-26T22:00:00.000Z, by process 7: interrupted');
  expect(text).toContain('session   s-1');
  expect(text).toContain('check passed (claude-haiku-5-5');
  expect(text).toContain('check failed (no model, 1.5 s, 1 turn, cost unknown)');
  expect(text).not.toContain('said');
});
