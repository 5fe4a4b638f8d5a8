import {join} from 'node:path';
import {beforeEach, expect, it} from 'vitest';
import {hashRequest} from '../../../lib/app/hash-request.ts';
import {updateSessionState} from '../../../lib/app/update-session-state.ts';
import {stateVerb} from '../../../lib/cli/verbs/state.ts';
import {sampleState} from '../../core/session-state/any-state.ts';
import {put, temporaryFolder} from '../../edge/temporary-folder.ts';
import {call} from '../call.ts';

let home: string;
let environment: Record<string, string>;

beforeEach(() => {
  home = temporaryFolder();
  environment = {HOME: home, CLAUDE_PROJECT_DIR: '/project'};
});

const state = (...args: string[]) => call([stateVerb()], ['state', ...args], {home});

const fileOf = (name: string) =>
  join(home, '.claude', 'tierwise', 'state', 'session-state', `${name}.json`);

async function add(session: string, request: string): Promise<void> {
  const hash = hashRequest(environment, request);
  await updateSessionState(environment, session, (before) => ({
    ...before,
    routing_history: [
      ...before.routing_history,
      {
        timestamp: '2026-01-02T03:04:05.678Z',
        request_hash: hash.ok ? hash.value : '',
        agent: 'tierwise-haiku',
        result: 'done',
      },
    ],
  }));
}

it('show lists the sessions that have a state, and what is wrong with one', async () => {
  expect((await state('show')).stdout).toMatch(/^No session has a state yet/);
  await add('s1', 'run the tests');
  put(fileOf('s2'), '{');
  put(fileOf('s3'), '{"schema": 2}');
  const {stdout, exitCode} = await state('show');
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(
    /^s1\n {2}changed .* bytes\n {2}project {3}\/project\n {2}holds .*1 routing/m,
  );
  expect(stdout).toContain('s2\n  cannot be read: it is no JSON');
  expect(stdout).toContain('s3\n  cannot be read: a newer version wrote it (schema 2)');
  expect(JSON.parse((await state('show', '--json')).stdout)).toHaveLength(3);
});

it('show tells what is known of one, in 80 columns', async () => {
  put(fileOf('s1'), JSON.stringify({...sampleState, project_root: `/p${'/folder'.repeat(20)}`}));
  const {stdout} = await state('show', 's1');
  expect(stdout).toContain('2026-01-02 03:04:05  00ff  tierwise-haiku: done');
  expect(stdout).toMatch(/^ {2}files {5}a\.ts$/m);
  expect(stdout).toMatch(/^ {2}Note, .*merged: with s2$/m);
  expect(Math.max(...stdout.split('\n').map(({length}) => length))).toBeLessThanOrEqual(80);
  expect(JSON.parse((await state('show', 's1', '--json')).stdout)).toMatchObject({schema: 1});
});

it('show finds the routings of a request, though only its hash is stored', async () => {
  await add('s1', 'run the tests');
  await add('s1', 'drop the table');
  await add('s1', 'run the tests');
  const {stdout} = await state('show', 's1', '--request', 'run the tests', '--json');
  expect(JSON.parse(stdout).routing_history).toHaveLength(2);
});

it('merge, prune and restore say what they did', async () => {
  await add('s1', 'a');
  await add('s2', 'b');
  expect((await state('merge', 's1', 's2')).stdout).toBe(
    's2 now knows what s1 knows: 2 routings, 0 cached results.\n',
  );
  expect((await state('restore', 's2')).stdout).toMatch(/^s2 is back at what was written at 20/);
  expect((await state('prune', '--dry-run', '--older-than', '2026-05-01')).stdout).toMatch(
    /^Would go, last touched before 2026-05-01 00:00:00:\n {2}s1 {2}1 routing, 0 cached results\n/,
  );
  expect((await state('prune', '--older-than', '2020-01-01')).stdout).toBe(
    'Nothing was last touched before 2020-01-01 00:00:00.\n',
  );
  expect((await state('prune', '--older-than', '2026-05-01')).stdout).toMatch(/^Gone, /);
  expect(JSON.parse((await state('prune', '--json')).stdout)).toMatchObject({removed: []});
});

it('a wrong call has an exit code and a way out', async () => {
  expect(await state('merge', 's1', 's1')).toMatchObject({exitCode: 2});
  const bad = await state('prune', '--older-than', 'soon');
  expect(bad).toMatchObject({exitCode: 2, stderr: expect.stringContaining('state prune')});
  const missing = await state('show', 'none');
  expect(missing).toMatchObject({exitCode: 1, stderr: expect.stringContaining('[state-missing]')});
  expect(JSON.parse((await state('restore', 'none', '--json')).stdout)).toMatchObject({
    failure: {code: 'state-backup-missing'},
  });
});
