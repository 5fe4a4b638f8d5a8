import {userInfo} from 'node:os';
import {join, resolve} from 'node:path';
import {nightCaps} from '../core/night/night-limits.ts';
import {defaultWindow} from '../core/night/night-window.ts';
import {
  addCronLine,
  findCronLine,
  launchdLabel,
  readScheduleFolder,
  readScheduleTerms,
  removeCronLine,
  type ScheduleOrder,
  type Scheduler,
  type ScheduleTerms,
  systemdTimer,
  writeScheduleFiles,
} from '../core/night/schedule.ts';
import {makeFolder, removeFile, writeFileAtomic} from './atomic-file.ts';
import {findOnPath} from './client-cli.ts';
import {type Environment, readHome} from './environment.ts';
import {claudeFolder} from './paths.ts';
import {runQuietly} from './quiet-process.ts';
import {findRealFolder} from './real-folder.ts';
import {readTextFile} from './text-file.ts';

/** undefined: it was done; else the command that was refused, and what it said. */
export type Refusal = {command: string; message: string} | undefined;

/** The schedulers that this machine has, the best one first. */
export async function listSchedulers(environment: Environment): Promise<Scheduler[]> {
  if (process.platform === 'darwin') {
    return ['launchd', ...(findOnPath(environment, 'crontab') ? (['cron'] as const) : [])];
  }
  const hasSystemd =
    findOnPath(environment, 'systemctl') !== undefined &&
    (await run(environment, ['systemctl', '--user', 'show-environment'])) === undefined;
  return [
    ...(hasSystemd ? (['systemd'] as const) : []),
    ...(findOnPath(environment, 'crontab') ? (['cron'] as const) : []),
  ];
}

/** Writes what the scheduler reads, and tells it. A second call puts the new order in place of the old. */
export async function installSchedule(
  scheduler: Scheduler,
  order: ScheduleOrder,
  environment: Environment,
): Promise<Refusal> {
  if (scheduler === 'cron') {
    return editCrontab(environment, (crontab) => addCronLine(crontab, order));
  }
  const home = readHome(environment);
  for (const {path, text} of writeScheduleFiles(scheduler, order)) {
    await makeFolder(join(home, path, '..'));
    await writeFileAtomic(join(home, path), text);
  }
  if (scheduler === 'systemd') {
    return (
      (await run(environment, ['systemctl', '--user', 'daemon-reload'])) ??
      (await run(environment, ['systemctl', '--user', 'enable', '--now', systemdTimer]))
    );
  }
  // It refuses a label that it has; a first install has none to take out.
  await run(environment, ['launchctl', 'bootout', `${guiDomain()}/${launchdLabel}`]);
  return run(environment, ['launchctl', 'bootstrap', guiDomain(), plistPath(home)]);
}

export async function uninstallSchedule(
  scheduler: Scheduler,
  environment: Environment,
): Promise<Refusal> {
  const home = readHome(environment);
  switch (scheduler) {
    case 'cron':
      return editCrontab(environment, removeCronLine);
    case 'systemd': {
      const stopped = await run(environment, [
        ...['systemctl', '--user', 'disable', '--now', systemdTimer],
      ]);
      await removeFiles(home, scheduler);
      await run(environment, ['systemctl', '--user', 'daemon-reload']);
      return stopped;
    }
    case 'launchd':
      await run(environment, ['launchctl', 'bootout', `${guiDomain()}/${launchdLabel}`]);
      await removeFiles(home, scheduler);
      return undefined;
  }
}

/** An order of ours that a scheduler has. */
export interface Schedule extends ScheduleTerms {
  scheduler: Scheduler;
}

export async function findSchedules(environment: Environment): Promise<Schedule[]> {
  const orders = await readOrders(environment);
  return orders.map(({scheduler, text}) => ({scheduler, ...readScheduleTerms(text)}));
}

/** The schedulers that have one, without those of another Claude folder. */
export async function findSchedulesOfFolder(environment: Environment): Promise<Scheduler[]> {
  const ours = realPath(claudeFolder(environment));
  const orders = await readOrders(environment);
  return orders.flatMap(({scheduler, text}) => {
    // A crontab belongs to the account, whatever home the environment names.
    const home = scheduler === 'cron' ? accountHome(environment) : readHome(environment);
    const named = readScheduleFolder(scheduler, text) ?? join(home, '.claude');
    return realPath(named) === ours ? [scheduler] : [];
  });
}

interface Order {
  scheduler: Scheduler;
  /** As the scheduler reads it. */
  text: string;
}

async function readOrders(environment: Environment): Promise<Order[]> {
  const home = readHome(environment);
  const hasCron = findOnPath(environment, 'crontab') !== undefined;
  const crontab = hasCron ? await readCrontab(environment) : '';
  const cronLine = typeof crontab === 'string' ? findCronLine(crontab) : undefined;
  return [
    ...readFileOrder(home, 'systemd'),
    ...readFileOrder(home, 'launchd'),
    ...(cronLine === undefined ? [] : [{scheduler: 'cron', text: cronLine} as const]),
  ];
}

function readFileOrder(home: string, scheduler: FileScheduler): Order[] {
  const texts = listFiles(home, scheduler).map(readTextFile);
  return texts.at(-1) === undefined ? [] : [{scheduler, text: texts.join('\n')}];
}

function accountHome(environment: Environment): string {
  try {
    return userInfo().homedir;
  } catch {
    // An account without an entry, as in a container.
    return readHome(environment);
  }
}

function realPath(folder: string): string {
  return findRealFolder(folder) ?? resolve(folder);
}

async function editCrontab(
  environment: Environment,
  edit: (crontab: string) => string,
): Promise<Refusal> {
  const before = await readCrontab(environment);
  if (typeof before !== 'string') {
    return before;
  }
  const after = edit(before);
  return after === before ? undefined : run(environment, ['crontab', '-'], after);
}

/** A user without a crontab has an empty one. One that cannot be read must not be written anew. */
async function readCrontab(
  environment: Environment,
): Promise<string | Exclude<Refusal, undefined>> {
  const {exitCode, stdout, stderr, trouble} = await runQuietly(['crontab', '-l'], {
    environment: schedulerEnvironment(environment),
    timeoutMs,
  });
  if (exitCode === 0) {
    // The last line break is taken off by the way it is read.
    return stdout === '' ? '' : `${stdout}\n`;
  }
  return /no crontab/i.test(stderr)
    ? ''
    : {command: 'crontab -l', message: trouble ?? `exit code ${exitCode} ${stderr}`.trim()};
}

const timeoutMs = 20_000;

async function run(
  environment: Environment,
  command: readonly string[],
  input = '',
): Promise<Refusal> {
  const {exitCode, stdout, trouble} = await runQuietly(command, {
    environment: schedulerEnvironment(environment),
    input,
    timeoutMs,
  });
  return exitCode === 0
    ? undefined
    : {command: command.join(' '), message: trouble ?? `exit code ${exitCode} ${stdout}`.trim()};
}

/** What systemctl and launchctl need to find the user's own instance. */
function schedulerEnvironment(environment: Environment): Record<string, string> {
  const names = ['HOME', 'PATH', 'LANG', 'USER', 'LOGNAME', 'XDG_RUNTIME_DIR'];
  return Object.fromEntries(
    [...names, 'DBUS_SESSION_BUS_ADDRESS'].flatMap((name) => {
      const value = environment[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

async function removeFiles(home: string, scheduler: FileScheduler): Promise<void> {
  for (const path of listFiles(home, scheduler)) {
    await removeFile(path);
  }
}

type FileScheduler = Exclude<Scheduler, 'cron'>;

/** What it reads of ours; the last one is what makes it start nights. */
function listFiles(home: string, scheduler: FileScheduler): string[] {
  const order = {
    ...{node: '', program: '', window: defaultWindow, caps: nightCaps},
    environment: {},
  };
  return writeScheduleFiles(scheduler, order).map(({path}) => join(home, path));
}

function plistPath(home: string): string {
  return join(home, 'Library', 'LaunchAgents', `${launchdLabel}.plist`);
}

function guiDomain(): string {
  return `gui/${process.getuid?.() ?? 0}`;
}
