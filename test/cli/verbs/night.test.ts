import {mkdirSync} from 'node:fs';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {addJob} from '../../../lib/app/add-jobs.ts';
import {addTrust} from '../../../lib/app/edit-trust.ts';
import {nightVerb} from '../../../lib/cli/verbs/night.ts';
import {quotaVerb} from '../../../lib/cli/verbs/quota.ts';
import {type NightCaps, nightCaps} from '../../../lib/core/night/night-limits.ts';
import {type NightWindow, writeNightWindow} from '../../../lib/core/night/night-window.ts';
import {writeScheduleFiles} from '../../../lib/core/night/schedule.ts';
import {paths} from '../../../lib/edge/paths.ts';
import {recordJob} from '../../../lib/edge/queue-folder.ts';
import {put, temporaryFolder} from '../../edge/temporary-folder.ts';
import {call} from '../call.ts';

function open() {
  const home = temporaryFolder();
  const night = (...args: string[]) => call([nightVerb()], ['night', ...args], {home});
  const quota = (...args: string[]) => call([quotaVerb()], ['quota', ...args], {home});
  return {home, night, quota};
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

it('says which secrets of the shell a scheduled night will not have', async () => {
  const {home} = open();
  const environment = {ANTHROPIC_API_KEY: 'sk-123', AWS_PROFILE: 'work'};
  const install = (...args: string[]) =>
    call([nightVerb()], ['night', 'install', '--with', 'systemd', '--dry-run', ...args], {
      ...{home, environment},
    });
  const {stdout, stderr} = await install();
  expect(stdout).toContain('Environment="AWS_PROFILE=work"');
  expect(stderr).toContain('secret: ANTHROPIC_API_KEY.');
  expect(stdout + stderr).not.toContain('sk-123');
  const json = await install('--json');
  expect(JSON.parse(json.stdout)).toMatchObject({withheld: ['ANTHROPIC_API_KEY']});
  expect(json.stderr).toBe('');
});

it('refuses what an action does not take', async () => {
  const {night} = open();
  const {exitCode, stderr} = await night('install', '--with', 'cron', '--dry-run', '--until', '3h');
  expect(exitCode).toBe(2);
  expect(stderr).toContain('--until');
  expect(await night('status', '--max-usd', '5')).toMatchObject({exitCode: 2, stdout: ''});
  expect(await night('install', '--dry-run', '--max-usd', 'much')).toMatchObject({exitCode: 2});
});

it('says that a scheduled night has done what it may', async () => {
  const {home, night} = open();
  const environment = {ANTHROPIC_API_KEY: 'x'};
  const status = async () => {
    const called = await call([nightVerb()], ['night', 'status', '--json'], {home, environment});
    return JSON.parse(called.stdout);
  };
  const install = (caps: NightCaps) => {
    const window = windowFrom(-120, 120);
    const order = {node: '/node', program: '/p', window, caps, environment: {}};
    for (const {path, text} of writeScheduleFiles('systemd', order)) {
      put(join(home, path), text);
    }
  };
  const world = {environment: {HOME: home}, cwd: join(home, 'project'), now: new Date()};
  mkdirSync(world.cwd);
  await addTrust(world.environment, {folder: world.cwd, now: world.now});
  const [first] = [await addJob({prompt: 'a'}, world), await addJob({prompt: 'b'}, world)];
  const id = first.ok ? first.value.id : '';
  const {queue} = paths(world.environment);
  recordJob(queue, id, {event: 'started', run: 'r', tier: 'haiku'});
  const cost = {until: null, because: 'limit', cost_usd: 2};
  recordJob(queue, id, {event: 'parked', ...cost});
  install({maxJobs: 2, maxUsd: 8});
  expect(await status()).toMatchObject({would_run_now: true, because: 'paid-by-use', ready: 2});
  install({maxJobs: 1, maxUsd: 8});
  expect(await status()).toMatchObject({would_run_now: false, because: 'jobs-reached'});
  install({maxJobs: 2, maxUsd: 6});
  expect(await status()).toMatchObject({would_run_now: false, because: 'money-reached'});
  expect((await night('status')).stdout).toContain('Nights are set up with systemd');
});

/** A window by the local clock, so many minutes from now. */
function windowFrom(from: number, to: number) {
  const now = new Date();
  const minute = now.getHours() * 60 + now.getMinutes() + 1440;
  return {startMinute: (minute + from) % 1440, endMinute: (minute + to) % 1440};
}

for (const scheduler of ['systemd', 'launchd'] as const) {
  it(`goes by the window that ${scheduler} has, where none is said`, async () => {
    const {home, night, quota} = open();
    const json = async (called: ReturnType<typeof night>) => JSON.parse((await called).stdout);
    const usual = {installed: [], window: '22:00-06:00', next_start: null};
    expect(await json(night('status', '--json'))).toMatchObject(usual);
    const install = (window: NightWindow) => {
      const order = {node: '/node', program: '/p', window, caps: nightCaps, environment: {}};
      for (const {path, text} of writeScheduleFiles(scheduler, order)) {
        put(join(home, path), text);
      }
      return writeNightWindow(window);
    };
    // One that is open and one that is not: the usual one cannot be both.
    const around = install(windowFrom(-120, 120));
    const status = {installed: [scheduler], window: around, is_open: true};
    expect(await json(night('status', '--json'))).toMatchObject(status);
    expect((await json(quota('--json'))).because).not.toBe('outside-the-window');
    install(windowFrom(120, 240));
    expect(await json(night('status', '--json'))).toMatchObject({is_open: false});
    expect((await json(quota('--json'))).because).toBe('outside-the-window');
    const asked = await json(night('status', '--json', '--window', around));
    expect(asked).toMatchObject({window: around, is_open: true});
  });
}
