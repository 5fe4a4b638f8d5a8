import {join} from 'node:path';
import {beforeEach, expect, it} from 'vitest';
import {statusVerb} from '../../../lib/cli/verbs/status.ts';
import {hookEntries} from '../../../lib/core/setup/hook-entries.ts';
import {planInstall} from '../../../lib/core/setup/plan-settings.ts';
import {put, temporaryFolder} from '../../edge/temporary-folder.ts';
import {call} from '../call.ts';

let home: string;
const status = (...args: string[]) => call([statusVerb()], ['status', ...args], {home});

beforeEach(() => {
  home = temporaryFolder();
});

it('says how it is set, and that it is installed nowhere', async () => {
  const {stdout, exitCode} = await status();
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(
    /^tierwise \S+ is not installed here\n {2}mode +detected \(by the session\)\n/,
  );
  expect(stdout).toMatch(/config\.json \(absent\)$/m);
  expect(stdout).toMatch(/installed +nowhere: run tierwise install$/m);
  expect(JSON.parse((await status('--json')).stdout)).toMatchObject({isOn: true, installs: []});
});

it('says why it is off, and what is missing', async () => {
  put(join(home, '.claude', 'tierwise', 'off'), '');
  const folder = join(home, '.claude', 'hooks', 'tierwise');
  const planned = planInstall('{}', hookEntries({nodePath: '/nowhere/node', folder}));
  put(join(home, '.claude', 'settings.json'), (planned.ok && planned.value.after) || '');
  const {stdout} = await status();
  expect(stdout).toMatch(/^tierwise \S+ is off: switched off/);
  expect(stdout).toMatch(/^ {2}installed {4}\d+ hooks in .*settings\.json$/m);
  expect(stdout).toMatch(/^ {4}missing {4}\/nowhere\/node$/m);
  expect(stdout).toMatch(/^ {4}repair {5}tierwise install$/m);
});

it('says that a settings file is no JSON', async () => {
  put(join(home, '.claude', 'settings.json'), '{"a": 1,}');
  expect((await status()).stdout).toMatch(/is not strict JSON/);
});
