import {join} from 'node:path';
import {expect, it} from 'vitest';
import {doctorVerb} from '../../../lib/cli/verbs/doctor.ts';
import {put, temporaryFolder} from '../../edge/temporary-folder.ts';
import {call} from '../call.ts';

const doctor = (home: string, ...args: string[]) =>
  call([doctorVerb()], ['doctor', ...args], {home, environment: {PATH: '/nowhere'}});

it('prints what, why and how to repair it, and fails when there is a problem', async () => {
  const home = temporaryFolder();
  put(join(home, '.claude', 'settings.json'), '{"hooks": [3]}');
  const {stdout, exitCode} = await doctor(home);
  expect(exitCode).toBe(1);
  expect(stdout).toMatch(/^ {2}BAD {2}There is no `claude` on the PATH of this shell\./m);
  expect(stdout).toMatch(/\[settings-handler-malformed\]/);
  expect(stdout).toMatch(/^ {7}Fix: tierwise install$/m);
  expect(stdout).toMatch(/\n3 problems\. More about each \[code\]: docs\/troubleshooting\.md\n$/);
});

it('--json gives codes and facts', async () => {
  const {stdout, exitCode} = await doctor(temporaryFolder(), '--json');
  expect(exitCode).toBe(1);
  const {isHealthy, findings, healthy} = JSON.parse(stdout);
  expect(isHealthy).toBe(false);
  expect(findings).toMatchObject([
    {code: 'client-not-found', severity: 'problem', facts: {}},
    {code: 'not-installed', severity: 'problem', facts: {settings: expect.any(String)}},
  ]);
  expect(healthy).toContain('no config.json: everything is at its default');
});
