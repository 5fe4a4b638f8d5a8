import {afterEach, expect, it, vi} from 'vitest';
import type {RunNotice} from '../../lib/app/run-attempt.ts';
import {openProgress} from '../../lib/cli/show-progress.ts';
import {noTokens} from '../../lib/core/metrics/tokens.ts';
import {noReport} from '../../lib/core/run/client-report.ts';

const name = {step: 'main', attempt: 1};
const used = {
  model: 'claude-haiku-5-5',
  cost_usd: 0.01,
  turns: 2,
  tokens: noTokens,
  duration_ms: 1500,
};

const notices: RunNotice[] = [
  {about: 'attempt', ...name, tier: 'haiku', because: 'asks to run'},
  {about: 'progress', ...name, tier: 'haiku', report: {...noReport, activity: 'Bash'}},
  {about: 'ended', ...name, outcome: {is_done: true}, used},
  {
    about: 'ended',
    ...name,
    outcome: {is_done: false, failure: {code: 'interrupted'}},
    used: {...used, model: null, cost_usd: null, duration_ms: 90_000},
  },
  {about: 'waiting', step: 'main', ms: 2000, because: 'overloaded'},
  {about: 'waiting', step: 'main', ms: 0, because: 'other clients are at work'},
  {about: 'verify', ...name, command: 'npm test'},
  {about: 'verified', ...name, isPassed: true},
  {about: 'verified', ...name, isPassed: false},
  {about: 'applied', ...name, files: ['a.ts']},
  {about: 'applied', ...name, files: []},
  {about: 'attempt', ...name, tier: 'stay', because: 'doubt'},
  {about: 'progress', ...name, tier: 'stay', report: noReport},
];

afterEach(() => {
  vi.restoreAllMocks();
});

function play(isTerminal: boolean, isQuiet: boolean): string {
  let said = '';
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    said += String(text);
    return true;
  });
  const before = process.stderr.isTTY;
  process.stderr.isTTY = isTerminal;
  try {
    const progress = openProgress({isQuiet});
    notices.forEach(progress.notify);
    progress.close();
  } finally {
    process.stderr.isTTY = before;
  }
  return said;
}

it('tells what happens, a line each', () => {
  const lines = play(false, false).trimEnd().split('\n');
  expect(lines).toEqual([
    'attempt 1 on haiku: asks to run',
    '  done: claude-haiku-5-5, 1.5 s, 2 turns, $0.0100',
    '  interrupted: no model answered, 1 min 30 s, 2 turns, cost unknown',
    '  waiting 2.0 s: overloaded',
    '  waiting: other clients are at work',
    '  check: npm test',
    '  check passed',
    '  check failed',
    '  changed: a.ts',
    '  changed: nothing',
    "attempt 1 on the client's own model: doubt",
  ]);
});

it('keeps one line up to date on a terminal, and takes it away again', () => {
  const said = play(true, false);
  expect(said).toContain('haiku');
  expect(said).toContain('Bash');
  expect(said).toContain('\u001b[2K');
});

it('is silent when it was asked to be', () => {
  expect(play(true, true)).toBe('');
});
