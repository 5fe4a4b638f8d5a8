import {join} from 'node:path';
import {expect, it} from 'vitest';
import {contextVerb} from '../../../lib/cli/verbs/context.ts';
import {put, temporaryFolder} from '../../edge/temporary-folder.ts';
import {call} from '../call.ts';

const context = (environment: Record<string, string>, ...args: string[]) =>
  call([contextVerb()], ['context', ...args], {home: temporaryFolder(), environment});

it('prints a value as it is, from a variable or from the file', async () => {
  const file = put(join(temporaryFolder(), 'c.json'), '{"schema":1,"values":{"LOG":"a\\nb"}}');
  const given = {TIERWISE_CTX_BRANCH: 'main', TIERWISE_CONTEXT_FILE: file};
  expect((await context(given, 'BRANCH')).stdout).toBe('main\n');
  expect((await context(given, 'log')).stdout).toBe('a\nb\n');
  expect((await context(given)).stdout).toBe('LOG\nBRANCH\n');
  expect(JSON.parse((await context(given, '--json')).stdout)).toEqual({
    LOG: 'a\nb',
    BRANCH: 'main',
  });
});

it('says that there is none, and what there is instead', async () => {
  expect((await context({})).stdout).toBe('This process was given no context.\n');
  expect(await context({TIERWISE_CTX_BRANCH: 'main'}, 'LOG')).toMatchObject({
    exitCode: 1,
    stdout: '',
    stderr: expect.stringContaining('There are: BRANCH.'),
  });
});
