import {realpathSync} from 'node:fs';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {trustVerb} from '../../../lib/cli/verbs/trust.ts';
import {temporaryFolder} from '../../edge/temporary-folder.ts';
import {call} from '../call.ts';

it('adds, lists and removes the folder that one is in', async () => {
  const home = realpathSync(temporaryFolder());
  const project = join(home, 'project');
  const trust = (...args: string[]) => call([trustVerb()], ['trust', ...args], {home});
  expect((await trust('list')).stdout).toMatch(/^No folder is trusted/);
  expect((await trust('add')).stdout).toContain(`Trusted: ${project}\n`);
  expect((await trust('add')).stdout).toContain('trusted already');
  expect(await trust('check')).toMatchObject({exitCode: 0, stdout: `Trusted: ${project}\n`});
  expect((await trust('list')).stdout).toContain(project);
  expect(JSON.parse((await trust('list', '--json')).stdout)).toMatchObject([{path: project}]);
  expect((await trust('remove')).stdout).toBe(`No longer trusted: ${project}\n`);
  expect((await trust('check')).stderr).toContain(`tierwise trust add ${project}\n`);
  const missed = await trust('remove');
  expect(missed).toMatchObject({exitCode: 1, stdout: ''});
  expect(missed.stderr).toContain('[trust-not-listed]');
});
