import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {beforeEach, expect, it} from 'vitest';
import {configVerb} from '../../../lib/cli/verbs/config.ts';
import {put, temporaryFolder} from '../../edge/temporary-folder.ts';
import {call} from '../call.ts';

let home: string;
let file: string;

beforeEach(() => {
  home = temporaryFolder();
  file = join(home, '.claude', 'tierwise', 'config.json');
});

const config = (...args: string[]) => call([configVerb()], ['config', ...args], {home});

it('sets, gets and takes out a key', async () => {
  expect((await config('set', 'maxTier', 'sonnet')).stdout).toBe(
    `maxTier is sonnet, from the next prompt. (${file})\n`,
  );
  expect((await config('set', 'maxTier', 'sonnet')).stdout).toMatch(/^maxTier is sonnet already\./);
  expect((await config('get', 'maxTier')).stdout).toBe('sonnet\n');
  expect(JSON.parse((await config('get', 'maxTier', '--json')).stdout)).toEqual({
    key: 'maxTier',
    value: 'sonnet',
    origin: 'user',
    from: file,
  });
  expect((await config('unset', 'maxTier')).stdout).toMatch(/^maxTier is not set, from the next/);
  expect(readFileSync(file, 'utf8')).toBe('{}\n');
});

it('lists every key with who says so, in 80 columns', async () => {
  put(
    file,
    '{"agents": {"a-reviewer-with-a-long-name": "opus", "another": "haiku"}, "bias": "saver"}',
  );
  const {stdout, exitCode} = await config('list');
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^mode +\(by the session\) +default$/m);
  expect(stdout).toMatch(/^bias +saver +config\.json$/m);
  expect(stdout).toMatch(/^agents +config\.json\n {2}\{"a-reviewer/m);
  expect(JSON.parse((await config('list', '--json')).stdout)).toHaveLength(10);
});

it('says where the file is', async () => {
  expect((await config('path')).stdout).toBe(`${file}\n`);
});

it('validates: what is wrong, with its place', async () => {
  put(file, '{\n  "mode": "on",\n  "tier": 3\n}\n');
  const {stderr, exitCode} = await config('validate');
  expect(exitCode).toBe(1);
  expect(stderr).toContain('has 2 wrong values. [config-invalid]');
  expect(stderr).toContain(`${file}:2:11\n  mode is "on"; it takes one of`);
  expect(stderr).toMatch(/\n {2}tierwise config validate\n$/);
  expect((await config('list')).stderr).toMatch(/^Note: a configuration file cannot be read/);
});

it('warns of keys that nobody reads', async () => {
  put(file, '{"moed": "off"}');
  put(join(home, 'project', '.claude', 'tierwise.json'), '{"tier": "opus"}');
  const {stdout} = await config('validate');
  expect(stdout).toContain(`${file} is valid.`);
  expect(stdout).toContain('moed: nobody reads this key. Did you mean "mode"?');
  expect(stdout).toContain('tier: only your own config.json may say it');
  expect((await config('list')).stderr).toMatch(/keys that nobody reads/);
});

it('says what an edit leaves wrong, and what wins over it', async () => {
  put(file, '{"tier": 3, "x": 1}');
  const {stdout} = await call([configVerb()], ['config', 'set', 'mode', 'off'], {
    home,
    environment: {TIERWISE_MODE: 'observe'},
  });
  expect(stdout).toMatch(/TIERWISE_MODE is set in this shell and wins/);
  expect(stdout).toMatch(/tier is 3; it takes one of/);
  expect(stdout).toMatch(/x: nobody reads/);
});

it('without files everything is at its default', async () => {
  expect((await config('validate')).stdout).toBe(
    `${file} is not there: everything is at its default.\n`,
  );
});
