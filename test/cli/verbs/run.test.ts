import {mkdirSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test, vi} from 'vitest';
import {runVerb} from '../../../lib/cli/verbs/run.ts';
import {runsVerb} from '../../../lib/cli/verbs/runs.ts';
import {claimRun} from '../../../lib/edge/run-claim.ts';
import {temporaryFolder} from '../../edge/temporary-folder.ts';
import {fakeClient} from '../../fake-client.ts';
import {call} from '../call.ts';

vi.setConfig({testTimeout: 60_000});

function setUp(script?: string) {
  const home = temporaryFolder();
  const client = fakeClient(script);
  const type = (args: string[], environment: Record<string, string> = {}) =>
    call([runVerb(), runsVerb()], args, {home, environment: {PATH: client.path, ...environment}});
  return {
    client,
    home,
    type,
    run: (...args: string[]) => type(['run', '--tier', 'haiku', ...args]),
    runs: (...args: string[]) => type(['runs', ...args]),
    folders: () => {
      const runs = join(home, '.claude', 'tierwise', 'runs');
      mkdirSync(runs, {recursive: true});
      return readdirSync(runs);
    },
  };
}

test('the answer alone is on standard output, what happens on standard error', async () => {
  const {run} = setUp('say "the answer"');
  const {stdout, stderr, exitCode} = await run('do it');
  expect({stdout, exitCode}).toEqual({stdout: 'the answer\n', exitCode: 0});
  expect(stderr).toMatch(
    /^attempt 1 on haiku: .*\n {2}done: claude-haiku-5-5, \d.* s, 1 turn, \$0\.0100\n$/,
  );
});

test('--json is one object of a stable shape, and --quiet says nothing beside it', async () => {
  const {run} = setUp('say "the answer"');
  const {stdout, stderr} = await run('--json', '--quiet', '--session', 's-1', 'do it');
  expect(stderr).toBe('');
  expect(JSON.parse(stdout)).toEqual({
    run_id: expect.stringMatching(/^\d{8}-\d{6}-[0-9a-f]{4}$/),
    kind: 'run',
    status: 'done',
    created_at: expect.any(String),
    cwd: expect.any(String),
    session: 's-1',
    tier: 'haiku',
    model: 'claude-haiku-5-5',
    result: 'the answer',
    cost_usd: 0.01,
    duration_ms: expect.any(Number),
    attempts: [
      {
        step: 'main',
        attempt: 1,
        tier: 'haiku',
        model: 'claude-haiku-5-5',
        outcome: 'done',
        verified: null,
        cost_usd: 0.01,
        turns: 1,
        duration_ms: expect.any(Number),
      },
    ],
    failure: null,
    parked_until: null,
  });
});

test.each([
  ['fail 429 limit', 75, 'The limit of your account is reached'],
  ['fail 529 overloaded', 75, 'Claude could not be reached on haiku'],
  ['fail 401 key', 1, 'Claude refused the request'],
  ['exit 1', 1, 'Claude Code gave no result'],
  ['kill -9 $$', 1, 'The client on haiku was ended from outside'],
])('%s: exit code %i, and what to do', async (script, exitCode, text) => {
  const {run, folders} = setUp(script);
  const failed = await run('--quiet', '--retries', '0', 'do it');
  expect(failed).toMatchObject({exitCode, stdout: '', stderr: expect.stringContaining(text)});
  expect(failed.stderr).toContain(folders()[0]);
});

test('a hang is 124', async () => {
  const {run} = setUp('sleep 1000');
  expect(await run('--quiet', '--timeout', '200ms', 'do it')).toMatchObject({exitCode: 124});
});

test('no client is 127', async () => {
  const {type} = setUp();
  const failed = await type(['run', '--tier', 'haiku', 'do it'], {PATH: '/nowhere'});
  expect(failed).toMatchObject({exitCode: 127});
  expect(failed.stderr).toContain('There is no Claude Code on the PATH.');
});

test.each([
  ['no prompt', []],
  ['an empty one', [' \n']],
  ['a time that is none', ['--timeout', 'soon', 'x']],
  ['half a retry', ['--retries', '0.5', 'x']],
  ['less than nothing to spend', ['--max-usd', '-1', 'x']],
  ['no turn', ['--max-turns', '0', 'x']],
  ['a ladder of one tier twice', ['--ladder', 'haiku,haiku', 'x']],
  ['a tier that is none', ['--tier', 'gpt', 'x']],
  ['a prompt twice', ['--interactive', 'x']],
  ['a wait that is none', ['--wait', 'long', 'x']],
  ['an option that is none', ['--fast', 'x']],
])('%s is a wrong call: 2, and nothing is written down', async (_name, args) => {
  const {type, folders} = setUp();
  const called = await type(['run', ...args]);
  expect(called).toMatchObject({exitCode: 2, stdout: ''});
  expect(called.stderr).toMatch(/tierwise run/);
  expect(folders()).toEqual([]);
});

test('a folder that is not there is said before anything is written down', async () => {
  const {run, folders} = setUp();
  const called = await run('--cwd', '/nowhere', 'do it');
  expect(called).toMatchObject({exitCode: 1, stderr: expect.stringContaining('/nowhere')});
  expect(folders()).toEqual([]);
});

test('runs: list and show tell of each, in words and in JSON', async () => {
  const {run, runs, folders} = setUp('say "its words"');
  expect((await runs('list')).stdout).toMatch(/^There are no runs yet/);
  await run('--quiet', 'first line\nsecond line');
  const [id = ''] = folders();
  // This very process has made the run and lives on, but is at work on it no more.
  expect((await runs('list')).stdout).toBe(`${id}  done         first line\n`);
  expect(JSON.parse((await runs('list', '--json')).stdout)).toMatchObject({
    runs: [{run_id: id, kind: 'run', pid: null}],
  });
  const shown = await runs('show', id.slice(0, 17));
  expect(shown.stdout).toMatch(/^run {7}\d/);
  expect(shown.stdout).toContain('first line\n  second line');
  expect(shown.stdout).toContain('its words');
  expect(JSON.parse((await runs('show', id, '--json')).stdout)).toMatchObject({
    run_id: id,
    status: 'done',
    result: 'its words',
  });
});

test.each([['show'], ['resume'], ['kill'], ['clean']])(
  'runs %s of one that is not there says what there is',
  async (verb) => {
    const {runs} = setUp();
    const called = await runs(verb, '20260101-000000-0000', '--json');
    expect(called.exitCode).toBe(1);
    expect(JSON.parse(called.stdout)).toMatchObject({failure: {code: 'run-missing', known: []}});
  },
);

test('runs clean takes a time, and a run at work stays', async () => {
  const {home, run, runs, folders} = setUp();
  expect(await runs('clean', '--older-than', 'long')).toMatchObject({exitCode: 2});
  expect((await runs('clean')).stdout).toBe('There was nothing to remove.\n');
  await run('--quiet', 'do it');
  claimRun(join(home, '.claude', 'tierwise', 'runs', String(folders()[0]), 'claims'));
  const busy = await runs('clean', String(folders()[0]), '--json');
  expect(JSON.parse(busy.stdout)).toMatchObject({failure: {code: 'run-busy', pid: process.pid}});
  expect(folders()).toHaveLength(1);
});
