import {join} from 'node:path';
import {expect, it} from 'vitest';
import {routeVerb} from '../../../lib/cli/verbs/route.ts';
import {put, temporaryFolder} from '../../edge/temporary-folder.ts';
import {call} from '../call.ts';

const route = (...args: string[]) =>
  call([routeVerb()], ['route', ...args], {home: temporaryFolder()});
const work = 'run the tests and show me the failures';

it('says where a prompt would run, and why', async () => {
  expect((await route(work)).stdout).toMatch(/^haiku - run - asks to run the tests\n$/);
  expect((await route('drop the users table in production')).stdout).toMatch(/^stay - .*risky/);
});

it('explains, and gives JSON', async () => {
  const {stdout} = await route('--explain', '--base', 'sonnet', work);
  expect(stdout).toMatch(/^runs on {5}haiku$/m);
  expect(stdout).toMatch(/^base {8}sonnet$/m);
  expect(stdout).toMatch(/^because {5}\S/m);
  expect(JSON.parse((await route('--json', work)).stdout)).toMatchObject({
    tier: 'haiku',
    decision: {tier: 'haiku', base: 'opus'},
  });
});

it('says what a wish was refused for', async () => {
  const {stdout} = await route('--explain', '--base', 'haiku', `${work} ~opus`);
  expect(stdout).toMatch(/^refused {5}\S/m);
});

it('decides as in a session, and refuses one that nobody knows', async () => {
  const home = temporaryFolder();
  const memory = {failed: [], failures: [{tier: 'haiku', kind: 'run'}], isStopped: false};
  const folder = join(home, '.claude', 'tierwise', 'state', 'sessions');
  put(join(folder, 's1.work.json'), JSON.stringify(memory));
  const routeIn = (session: string) =>
    call([routeVerb()], ['route', '--explain', '--session', session, work], {home});
  expect((await routeIn('s1')).stdout).toMatch(/work of this kind \(run\) failed on haiku/);
  expect(await routeIn('s2')).toMatchObject({
    exitCode: 2,
    stdout: '',
    stderr: expect.stringContaining('Nothing is known of a session "s2"'),
  });
});
