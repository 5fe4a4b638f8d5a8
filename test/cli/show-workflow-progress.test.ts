import {expect, it, vi} from 'vitest';
import type {WorkflowNotice} from '../../lib/app/execute-workflow.ts';
import {chooseProgress, openWorkflowProgress} from '../../lib/cli/show-workflow-progress.ts';
import {noReport} from '../../lib/core/run/client-report.ts';

const shown = vi.hoisted(() => [] as string[]);
vi.mock('../../lib/edge/live-lines.ts', () => ({
  openLiveLines: () => ({
    show: (text: string) => shown.push(text),
    clear: () => shown.push('(cleared)'),
    end: () => shown.push('(ended)'),
  }),
}));

const used = {
  model: 'claude-haiku-5-5',
  cost_usd: 0.02,
  turns: 1,
  tokens: noReport.tokens,
  duration_ms: 1200,
};
const start = (step: string): WorkflowNotice => ({
  about: 'step-started',
  step,
  tier: 'haiku',
  because: 'as told',
});

it('shows the steps at work with tier, time and activity, and one line of sum', async () => {
  const errors = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const live = await openWorkflowProgress('live');
  live.notify({about: 'workflow', run: 'r', workflow: 'w', file: '/w.yaml', steps: ['a', 'b']});
  live.notify(start('a'));
  live.notify(start('b'));
  const report = {...noReport, activity: 'Read'};
  await vi.waitFor(() => {
    live.notify({about: 'progress', step: 'b', attempt: 1, tier: 'haiku', report});
    expect(shown.at(-1)).toMatch(/^ {2}b {2}haiku {2}\d+\.\d s {2}Read$/m);
  });
  expect(shown.at(-1)).toMatch(/^ {2}a {2}haiku {2}\d+\.\d s$/m);
  live.notify({about: 'ended', step: 'a', attempt: 1, outcome: {is_done: true}, used});
  live.notify({about: 'step-ended', step: 'a', status: 'done', because: 'done'});
  expect(shown.at(-1)).toMatch(/1 of 2 steps, 1 at work, \$0\.0200$/);
  live.close();
  expect(shown.at(-1)).toBe('(ended)');
  const said = errors.mock.calls.map(([text]) => String(text)).join('');
  errors.mockRestore();
  expect(said).toContain('a: answered, claude-haiku-5-5, 1.2 s, $0.0200\na: done\n');
});

it('goes by the flags, and by whether somebody looks', () => {
  expect(chooseProgress({events: true, quiet: true})).toBe('events');
  expect(chooseProgress({quiet: true})).toBe('none');
  expect(chooseProgress({})).toBe(process.stderr.isTTY ? 'live' : 'lines');
});
