import type {Failure} from '../../../lib/core/failure/failure.ts';

type FailureCode = Failure['code'];

const run = {run: '20261126-174913-3f9a', tier: 'haiku'};

/** One failure of each code: the compiler asks for the next one. */
const samples: {[Code in FailureCode]: Extract<Failure, {code: Code}>} = {
  'settings-not-json': {
    code: 'settings-not-json',
    file: '/c/settings.json',
    line: 3,
    column: 5,
    problem: 'comment',
  },
  'settings-not-utf8': {code: 'settings-not-utf8', file: '/c/settings.json'},
  'settings-not-an-object': {code: 'settings-not-an-object', found: 'an array'},
  'settings-hooks-not-an-object': {code: 'settings-hooks-not-an-object', found: 'null'},
  'settings-event-not-an-array': {
    code: 'settings-event-not-an-array',
    event: 'Stop',
    found: 'an object',
  },
  'settings-plugins-not-an-object': {
    code: 'settings-plugins-not-an-object',
    key: 'enabledPlugins',
    found: 'a string',
  },
  'mod-not-possible': {code: 'mod-not-possible', reason: 'Claude Code 2.1.197 loads no plugins'},
  'plugin-not-taken': {
    code: 'plugin-not-taken',
    command: 'claude plugin install tierwise@tierwise',
    reason: 'no answer in time',
  },
  'settings-busy': {code: 'settings-busy', file: '/c/settings.json'},
  'settings-kept-changing': {code: 'settings-kept-changing', file: '/c/settings.json'},
  'setup-lock-lost': {code: 'setup-lock-lost', file: '/c/settings.json'},
  'distribution-incomplete': {
    code: 'distribution-incomplete',
    folder: '/d',
    missing: 'tierwise.cjs',
  },
  'file-not-usable': {code: 'file-not-usable', file: '/c/x', reason: 'permission denied'},
  'config-not-json': {
    code: 'config-not-json',
    file: '/c/config.json',
    line: 2,
    column: 1,
    problem: 'trailing-comma',
  },
  'config-not-utf8': {code: 'config-not-utf8', file: '/c/config.json'},
  'config-not-an-object': {code: 'config-not-an-object', file: '/c/config.json', found: 'null'},
  'config-invalid': {
    code: 'config-invalid',
    file: '/c/config.json',
    problems: [
      {key: 'mode', line: 2, column: 11, expected: 'one of off, observe', found: '"on"'},
      {key: 'rules[0].tier', line: 3, column: 2, expected: 'one of haiku', found: 'missing'},
    ],
  },
  'config-file-missing': {code: 'config-file-missing', file: '/c/other.json'},
  'config-key-unknown': {code: 'config-key-unknown', key: 'moed', nearest: 'mode', known: ['mode']},
  'config-value-wrong': {
    code: 'config-value-wrong',
    key: 'agents.reviewer',
    expected: 'one of haiku, sonnet, opus',
    found: '"large"',
  },
  'state-session-unusable': {code: 'state-session-unusable', session: '../x'},
  'state-missing': {code: 'state-missing', session: 's1', folder: '/c/state'},
  'state-newer': {code: 'state-newer', file: '/c/s1.json', version: 2, known: 1},
  'state-too-large': {code: 'state-too-large', file: '/c/s1.json', bytes: 11, limit: 10},
  'state-backup-missing': {code: 'state-backup-missing', file: '/c/s1.backup.json'},
  'lock-timeout': {code: 'lock-timeout', file: '/c/s1.json', waitedMs: 15012, heldMs: 310},
  'run-missing': {code: 'run-missing', run: 'x', known: ['20261126-174913-3f9a']},
  'run-busy': {code: 'run-busy', run: 'x', pid: 4711},
  'run-broken': {code: 'run-broken', run: 'x', file: '/d/runs/x/journal.jsonl'},
  'run-over': {code: 'run-over', run: 'x', status: 'done'},
  'run-nested': {code: 'run-nested', depth: 1},
  'limit-reached': {
    ...run,
    code: 'limit-reached',
    resets_at: '2026-11-26T22:00:00.000Z',
    window: 'five_hour',
    message: "You've hit your 5-hour limit",
  },
  overloaded: {...run, code: 'overloaded', status: 529, message: 'API Error: 529 Overloaded'},
  'breaker-open': {
    ...run,
    code: 'breaker-open',
    until: '2026-11-26T22:00:00.000Z',
    reason: 'overloaded: API Error: 529 Overloaded',
  },
  'request-refused': {...run, code: 'request-refused', status: 401, message: 'Invalid API key'},
  'timed-out': {...run, code: 'timed-out', timeout_ms: 3000},
  'permission-denied': {...run, code: 'permission-denied', tools: ['Bash(npm test:*)', 'Edit']},
  'cli-missing': {...run, code: 'cli-missing', looked_in: '/usr/bin:/bin'},
  'bad-output': {...run, code: 'bad-output', reason: 'its answer is empty'},
  'budget-reached': {
    ...run,
    code: 'budget-reached',
    limit: 'usd',
    message: 'its cap in usd was reached',
  },
  'verify-failed': {
    ...run,
    code: 'verify-failed',
    command: 'npm test',
    exit_code: 1,
    timed_out: false,
  },
  'handed-back': {...run, code: 'handed-back', reason: 'the cause is not plain'},
  'too-large': {...run, code: 'too-large', what: 'memory', limit_bytes: 8_000_000_000},
  killed: {...run, code: 'killed', signal: 'SIGKILL', because: 'it was ended by SIGKILL'},
  interrupted: {...run, code: 'interrupted'},
  usage: {code: 'usage', problem: 'There is no prompt.', example: 'tierwise route "hello"'},
  unexpected: {code: 'unexpected', message: 'x is not a function'},
};

export const allFailures: readonly Failure[] = Object.values(samples);
