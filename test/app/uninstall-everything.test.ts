import {chmodSync, existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {beforeEach, describe, expect, it} from 'vitest';
import {install} from '../../lib/app/install.ts';
import {uninstallEverything} from '../../lib/app/uninstall-everything.ts';
import {put, temporaryFolder} from '../edge/temporary-folder.ts';
import {putDistribution} from './put-distribution.ts';

// The machine's own schedulers are not on the PATH: a test must not reach them.
const crontab = `#!/bin/sh
if [ "$1" = -l ]; then
  [ -e "$HOME/crontab" ] || { echo 'no crontab for me' >&2; exit 1; }
  exec /bin/cat "$HOME/crontab"
fi
[ -e "$HOME/refuse" ] && { echo 'disk on fire'; exit 1; }
exec /bin/cat >"$HOME/crontab"
`;
const systemctl = `#!/bin/sh
echo "$@" >>"$HOME/calls"
[ ! -e "$HOME/refuse" ]
`;
const theirs = '5 4 * * * backup\n';

let home: string;
const at = (...names: string[]) => join(home, ...names);
const read = (name: string) => readFileSync(at(name), 'utf8');
const timer = () => at('.config', 'systemd', 'user', 'tierwise-night.timer');

beforeEach(async () => {
  home = temporaryFolder();
  putDistribution(at('dist'));
  chmodSync(put(at('bin', 'crontab'), crontab), 0o755);
  chmodSync(put(at('bin', 'systemctl'), systemctl), 0o755);
  await install({...request(), nodePath: '/node', surface: {surface: 'hooks', because: 'x'}});
});

function request({dryRun = false, scope = 'user' as 'user' | 'project'} = {}) {
  return {
    claudeDir: at('.claude'),
    home: at('data'),
    scope,
    projectDir: at('project'),
    distDir: at('dist'),
    now: new Date('2025-11-22T10:00:00.000Z'),
    dryRun,
  };
}

function uninstallAll(changes?: Parameters<typeof request>[0]) {
  return uninstallEverything(request(changes), {
    HOME: home,
    PATH: at('bin'),
    CLAUDE_CONFIG_DIR: at('.claude'),
  });
}

function setUpCron(folder = at('.claude')): string {
  const line = `1 22 * * * CLAUDE_CONFIG_DIR=${folder} /node /clone/tierwise.cjs night # tierwise-night\n`;
  put(at('crontab'), theirs + line);
  return theirs + line;
}

describe('an uninstall takes the nights out', () => {
  it('of cron', async () => {
    setUpCron();
    expect(await uninstallAll()).toMatchObject({
      ok: true,
      value: {isChanged: true, schedules: ['cron'], notes: [{code: 'data-folder-left'}]},
    });
    expect(read('crontab')).toBe(theirs);
    expect(existsSync(at('.claude', 'hooks'))).toBe(false);
  });

  it('of systemd', async () => {
    put(timer(), '');
    expect(await uninstallAll()).toMatchObject({ok: true, value: {schedules: ['systemd']}});
    expect(read('calls')).toContain('--user disable --now tierwise-night.timer');
    expect(existsSync(timer())).toBe(false);
  });

  it('also when all else is gone already', async () => {
    await uninstallAll();
    setUpCron();
    expect(await uninstallAll()).toMatchObject({value: {isChanged: true, schedules: ['cron']}});
    expect(await uninstallAll()).toMatchObject({value: {isChanged: false}});
  });
});

describe('an uninstall leaves the nights', () => {
  it('in a dry run, which tells of them', async () => {
    const before = setUpCron();
    expect(await uninstallAll({dryRun: true})).toMatchObject({value: {schedules: ['cron']}});
    expect(read('crontab')).toBe(before);
  });

  it.each([
    ['of one project', () => at('.claude'), 'project'],
    ['of another Claude folder', () => at('other'), 'user'],
  ] as const)('%s', async (_, folder, scope) => {
    const before = setUpCron(folder());
    const report = await uninstallAll({scope});
    expect(report).toMatchObject({ok: true});
    expect(report).not.toHaveProperty('value.schedules');
    expect(read('crontab')).toBe(before);
  });

  it('of another Claude folder, in a home with systemd', async () => {
    put(timer(), '');
    put(timer().replace('.timer', '.service'), `Environment="CLAUDE_CONFIG_DIR=${at('other')}"\n`);
    expect(await uninstallAll()).not.toHaveProperty('value.schedules');
    expect(existsSync(timer())).toBe(true);
  });

  it('when it cannot be done itself', async () => {
    const before = setUpCron();
    put(at('.claude', 'settings.json'), '{,}');
    expect(await uninstallAll()).toMatchObject({ok: false});
    expect(read('crontab')).toBe(before);
  });
});

it.each([
  [
    'cron',
    'crontab -: exit code 1 disk on fire',
    `crontab -l | grep -v '# tierwise-night$' | crontab -`,
  ],
  [
    'systemd',
    'systemctl --user disable --now tierwise-night.timer: exit code 1',
    'systemctl --user stop tierwise-night.timer',
  ],
])(
  'where %s refuses, the rest is done and the command is noted',
  async (scheduler, reason, command) => {
    scheduler === 'cron' ? setUpCron() : put(timer(), '');
    put(at('refuse'), '');
    expect(await uninstallAll()).toMatchObject({
      ok: true,
      value: {
        schedules: [],
        notes: [{code: 'data-folder-left'}, {code: 'schedule-left', scheduler, reason, command}],
      },
    });
    expect(existsSync(at('.claude', 'hooks'))).toBe(false);
  },
);
