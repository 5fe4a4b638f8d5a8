import {expect, it} from 'vitest';
import {nightVerb} from '../../../lib/cli/verbs/night.ts';
import {temporaryFolder} from '../../edge/temporary-folder.ts';
import {call} from '../call.ts';

function open() {
  const home = temporaryFolder();
  const night = (...args: string[]) => call([nightVerb()], ['night', ...args], {home});
  return {home, night};
}

for (const scheduler of ['systemd', 'launchd', 'cron']) {
  it(`has ${scheduler} start nights with the caps and the window that were said`, async () => {
    const {night} = open();
    const said = ['--window', '21-5', '--max-usd', '5', '--max-jobs', '3'];
    const {stdout} = await night('install', '--with', scheduler, '--dry-run', ...said);
    const words = stdout.replaceAll(/<\/?string>|"/g, ' ').replaceAll(/\s+/g, ' ');
    expect(words).toContain('night --window 21:00-05:00 --max-jobs 3 --max-usd 5');
    const before = await night(...said, 'install', '--with', scheduler, '--dry-run');
    expect(before.stdout).toBe(stdout);
  });
}

it('refuses what an action does not take', async () => {
  const {night} = open();
  const {exitCode, stderr} = await night('install', '--with', 'cron', '--dry-run', '--until', '3h');
  expect(exitCode).toBe(2);
  expect(stderr).toContain('--until');
  expect(await night('status', '--max-usd', '5')).toMatchObject({exitCode: 2, stdout: ''});
  expect(await night('install', '--dry-run', '--max-usd', 'much')).toMatchObject({exitCode: 2});
});
