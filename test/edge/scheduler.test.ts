import {execFileSync, spawnSync} from 'node:child_process';
import {chmodSync, mkdirSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {
  findNextStart,
  type ScheduleOrder,
  writeScheduleFiles,
} from '../../lib/core/night/schedule.ts';
import {findSchedules, installSchedule, uninstallSchedule} from '../../lib/edge/scheduler.ts';
import {put, temporaryFolder} from './temporary-folder.ts';

const window = {startMinute: 22 * 60, endMinute: 6 * 60};
const caps = {maxJobs: 3, maxUsd: 7.5};

/** Names as they are at their worst; the programs are really there. */
function makeOrder(): ScheduleOrder {
  const home = temporaryFolder();
  const node = put(join(home, 'it\'s 50% "Node" $x', 'node'), '#!/bin/sh\n');
  chmodSync(node, 0o755);
  return {
    ...{node, program: join(home, 'tier wise.cjs'), window, caps},
    environment: {PATH: '/usr/bin:/bin', TIERWISE_HOME: join(home, 'a "b" %c $d\\e')},
  };
}

function isHere(program: string): boolean {
  return spawnSync('sh', ['-c', 'command -v "$1"', 'sh', program]).status === 0;
}

describe.skipIf(!isHere('systemd-analyze'))('systemd (skipped without systemd-analyze)', () => {
  it('takes our units as they are', () => {
    const home = temporaryFolder();
    const files = writeScheduleFiles('systemd', makeOrder());
    const paths = files.map(({path, text}) => put(join(home, path), text));
    const {status, stderr} = spawnSync(
      'systemd-analyze',
      ['verify', '--user', '--man=no', ...paths],
      {encoding: 'utf8', env: {...process.env, XDG_RUNTIME_DIR: home}},
    );
    // It also tells of units that are not ours.
    expect(stderr.split('\n').filter((line) => line.includes('tierwise'))).toEqual([]);
    expect(status).toBe(0);
  });

  it('notices when something is wrong with one', () => {
    const home = temporaryFolder();
    const [service, timer] = writeScheduleFiles('systemd', makeOrder());
    const texts = [service?.text.replace(/ExecStart=.*/, 'ExecStart=/nowhere/env'), timer?.text];
    const paths = texts.map((text = '', at) =>
      put(join(home, `tierwise-night.${at === 0 ? 'service' : 'timer'}`), text),
    );
    const {stderr} = spawnSync('systemd-analyze', ['verify', '--user', '--man=no', ...paths], {
      encoding: 'utf8',
      env: {...process.env, XDG_RUNTIME_DIR: home},
    });
    expect(stderr).toContain('/nowhere/env');
  });

  it('starts nights when we say that it does', () => {
    const [, timer] = writeScheduleFiles('systemd', makeOrder());
    const times = [...(timer?.text.matchAll(/^OnCalendar=(.*)$/gm) ?? [])].map(([, time]) => time);
    expect(times).toHaveLength(8);
    const from = '2026-11-26 23:30:00';
    const text = execFileSync(
      'systemd-analyze',
      ['calendar', `--base-time=${from} UTC`, ...(times as string[])],
      {encoding: 'utf8', env: {...process.env, TZ: 'UTC', LANG: 'C'}},
    );
    const elapses = [...text.matchAll(/Next elapse: \w+ (\S+ \S+) UTC/g)].map(([, at]) =>
      Date.parse(`${at}Z`),
    );
    expect(elapses).toHaveLength(8);
    expect(Math.min(...elapses)).toBe(findNextStart(window, 'UTC', Date.parse(`${from}Z`)));
  });
});

/** `crontab` keeps to one folder of the machine: in a name space of its own that is a folder of ours. */
function openCron() {
  const home = temporaryFolder();
  const spool = join(home, 'spool');
  const bin = join(home, 'bin');
  mkdirSync(spool);
  const real = spawnSync('sh', ['-c', 'command -v crontab'], {encoding: 'utf8'}).stdout.trim();
  const inside = `mount --bind "$1" /var/spool/cron/crontabs && shift && exec ${real} "$@"`;
  const shim = put(
    join(bin, 'crontab'),
    `#!/bin/sh\nexec unshare --user --map-root-user --mount sh -c '${inside}' sh '${spool}' "$@"\n`,
  );
  chmodSync(shim, 0o755);
  const environment = {HOME: home, PATH: `${bin}:/usr/sbin:/usr/bin:/bin`};
  const call = (args: string[], input = '') =>
    spawnSync(shim, args, {input, encoding: 'utf8', env: environment});
  return {environment, spool, bin, call};
}

function canHaveSpool(): boolean {
  if (process.platform !== 'linux' || !isHere('crontab') || !isHere('unshare')) {
    return false;
  }
  const {call} = openCron();
  return call(['-'], '# try\n').status === 0 && call(['-l']).stdout === '# try\n';
}

describe.skipIf(!canHaveSpool())('cron (skipped where a user can have no name space)', () => {
  it('takes our line beside those of others, and gives it back', async () => {
    const {environment, spool, call} = openCron();
    const theirs = 'MAILTO=me\n# mine\n5 4 * * * backup %once\n';
    expect(call(['-'], theirs).status).toBe(0);
    expect(await installSchedule('cron', makeOrder(), environment)).toBeUndefined();
    expect(await findSchedules(environment)).toEqual([{scheduler: 'cron', window, caps}]);
    const installed = call(['-l']).stdout;
    expect(installed.startsWith(theirs)).toBe(true);
    expect(installed.split('\n').filter((line) => line.endsWith('# tierwise-night'))).toHaveLength(
      1,
    );
    // Once more changes nothing.
    expect(await installSchedule('cron', makeOrder(), environment)).toBeUndefined();
    expect(call(['-l']).stdout.split('\n')).toHaveLength(installed.split('\n').length);
    expect(readdirSync(spool)).toHaveLength(1);

    expect(await uninstallSchedule('cron', environment)).toBeUndefined();
    expect(call(['-l']).stdout).toBe(theirs);
    expect(await findSchedules(environment)).toEqual([]);
  });

  it('begins where there was no crontab', async () => {
    const {environment, call} = openCron();
    expect(await installSchedule('cron', makeOrder(), environment)).toBeUndefined();
    expect(call(['-l']).stdout).toMatch(/^1 22,23,0,1,2,3,4,5 \* \* \* .*# tierwise-night\n$/);
  });

  it('runs our line, by sh, as what we wrote', async () => {
    const {environment, call, bin} = openCron();
    const order = makeOrder();
    put(order.node, `#!/bin/sh\nprintf '%s\\n' "$TIERWISE_HOME" "$@" >'${bin}/ran'\n`);
    await installSchedule('cron', order, environment);
    const line = call(['-l']).stdout.trimEnd();
    // What cron does: five fields off, `\%` to `%`, the rest by sh.
    const command = line.split(' ').slice(5).join(' ').replaceAll('\\%', '%');
    execFileSync('sh', ['-c', command]);
    expect(readFileSync(join(bin, 'ran'), 'utf8').split('\n')).toEqual([
      ...[order.environment.TIERWISE_HOME, order.program],
      ...['night', '--window', '22:00-06:00', '--max-jobs', '3', '--max-usd', '7.5', ''],
    ]);
  });
});

it('writes no crontab anew that it could not read', async () => {
  const home = temporaryFolder();
  const written = join(home, 'written');
  const shim = put(
    join(home, 'bin', 'crontab'),
    `#!/bin/sh\n[ "$1" = -l ] && { echo 'disk on fire' >&2; exit 1; }\ncat >'${written}'\n`,
  );
  chmodSync(shim, 0o755);
  const environment = {HOME: home, PATH: `${join(home, 'bin')}:/usr/bin:/bin`};
  expect(await installSchedule('cron', makeOrder(), environment)).toEqual({
    command: 'crontab -l',
    message: 'exit code 1 disk on fire',
  });
  expect(readdirSync(home)).not.toContain('written');
});

it('launchd’s file is well-formed XML that says what we mean', () => {
  const order = makeOrder();
  const [file] = writeScheduleFiles('launchd', order);
  const texts = [...(file?.text.matchAll(/<(key|string|integer)>([^<>]*)<\/\1>/g) ?? [])].map(
    ([, , text = '']) =>
      text
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&quot;', '"')
        .replaceAll('&amp;', '&'),
  );
  expect(texts).toEqual(
    expect.arrayContaining([order.node, order.program, order.environment.TIERWISE_HOME]),
  );
  // Each opened element is closed, in order.
  const open: string[] = [];
  for (const [, isEnd, name = '', isEmpty] of file?.text.matchAll(/<(\/?)([a-z]+)[^<>]*?(\/?)>/g) ??
    []) {
    if (isEnd) {
      expect(open.pop()).toBe(name);
    } else if (!isEmpty) {
      open.push(name);
    }
  }
  expect(open).toEqual([]);
});
