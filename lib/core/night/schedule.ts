import {addDays, toInstant, toLocalTime} from './local-time.ts';
import {type NightCaps, nightCaps} from './night-limits.ts';
import {type NightWindow, parseNightWindow, writeNightWindow} from './night-window.ts';

export const schedulers = ['systemd', 'launchd', 'cron'] as const;

export type Scheduler = (typeof schedulers)[number];

/** What a scheduler has to know to start a night. */
export interface ScheduleOrder {
  /** Absolute paths. */
  node: string;
  program: string;
  window: NightWindow;
  caps: NightCaps;
  /** Variables without which `claude` or our own folder would not be found. */
  environment: Readonly<Record<string, string>>;
}

/** A file that a scheduler reads, from the home folder. */
export interface ScheduleFile {
  path: string;
  text: string;
}

export const systemdTimer = 'tierwise-night.timer';
export const launchdLabel = 'dev.tierwise.night';
const cronMark = '# tierwise-night';

/**
 * The minutes of the day at which a night is started: as the window opens and once an hour in it,
 * so that work added later is found, and so is a machine that slept. A night that is up already
 * shares the queue with the next one.
 */
export function listStartMinutes({startMinute, endMinute}: NightWindow): number[] {
  const length = (endMinute - startMinute + dayMinutes) % dayMinutes;
  const starts: number[] = [];
  for (let offset = 1; offset < length; offset += 60) {
    starts.push((startMinute + offset) % dayMinutes);
  }
  return starts.length === 0 ? [startMinute] : starts;
}

const dayMinutes = 24 * 60;

/** When the scheduler starts a night next. */
export function findNextStart(window: NightWindow, zone: string, nowMs: number): number {
  const today = toLocalTime(nowMs, zone);
  const starts = [0, 1, 2].flatMap((offset) =>
    listStartMinutes(window).map((minute) => toInstant(addDays(today, offset), minute, zone)),
  );
  return Math.min(...starts.filter((at) => at > nowMs));
}

/** How nights are started here. */
export interface ScheduleTerms {
  /** undefined: it does not say, as an order that a person changed. */
  window: NightWindow | undefined;
  caps: NightCaps;
}

/** What a service, a property list or a cron line of ours says of its nights. */
export function readScheduleTerms(text: string): ScheduleTerms {
  // Between an option and its value stand the quotes or the tags of their format.
  const findValue = (option: string): string | undefined =>
    new RegExp(`${option}[^\\d]+?([\\d:.-]+)`).exec(text)?.[1];
  return {
    window: parseNightWindow(findValue('--window') ?? ''),
    caps: {
      maxJobs: Number(findValue('--max-jobs') ?? nightCaps.maxJobs),
      maxUsd: Number(findValue('--max-usd') ?? nightCaps.maxUsd),
    },
  };
}

/** The files of systemd and launchd; cron has none of its own. */
export function writeScheduleFiles(
  scheduler: Exclude<Scheduler, 'cron'>,
  order: ScheduleOrder,
): ScheduleFile[] {
  return scheduler === 'systemd'
    ? [
        {path: '.config/systemd/user/tierwise-night.service', text: writeService(order)},
        {path: `.config/systemd/user/${systemdTimer}`, text: writeTimer(order)},
      ]
    : [{path: `Library/LaunchAgents/${launchdLabel}.plist`, text: writePlist(order)}];
}

function commandOf({node, program, window, caps}: ScheduleOrder): string[] {
  return [
    ...[node, program, 'night', '--window', writeNightWindow(window)],
    ...['--max-jobs', String(caps.maxJobs), '--max-usd', String(caps.maxUsd)],
  ];
}

function writeService(order: ScheduleOrder): string {
  return [
    '[Unit]',
    'Description=tierwise night: work the queue with what the plan has to spare',
    '',
    '[Service]',
    'Type=oneshot',
    // systemd refuses a program with a quote in its name, and gives it no `$`; arguments may have both.
    `ExecStart=/usr/bin/env ${commandOf(order).map(quoteUnit).join(' ')}`,
    ...Object.entries(order.environment).map(
      ([name, value]) => `Environment=${quoteAssignment(`${name}=${value}`)}`,
    ),
    'Nice=10',
    '# It ends by its own clock, and ends its clients when it is stopped.',
    'TimeoutStartSec=infinity',
    'KillMode=mixed',
    'TimeoutStopSec=60',
    '',
  ].join('\n');
}

function writeTimer({window}: ScheduleOrder): string {
  return [
    '[Unit]',
    'Description=tierwise night, once an hour in its window',
    '',
    '[Timer]',
    ...listStartMinutes(window).map((minute) => `OnCalendar=*-*-* ${writeClock(minute)}:00`),
    '# A night that was slept through is not made up for in the day.',
    'Persistent=false',
    '',
    '[Install]',
    'WantedBy=timers.target',
    '',
  ].join('\n');
}

/** systemd expands `%` everywhere, and `$` in a command. */
function quoteUnit(text: string): string {
  return quoteAssignment(text).replaceAll('$', () => '$$');
}

function quoteAssignment(text: string): string {
  const escaped = text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('%', '%%');
  return `"${escaped}"`;
}

function writePlist(order: ScheduleOrder): string {
  const string = (text: string): string => `<string>${escapeXml(text)}</string>`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">',
    '<plist version="1.0">',
    '<dict>',
    `  <key>Label</key>${string(launchdLabel)}`,
    '  <key>ProgramArguments</key>',
    '  <array>',
    ...commandOf(order).map((part) => `    ${string(part)}`),
    '  </array>',
    '  <key>EnvironmentVariables</key>',
    '  <dict>',
    ...Object.entries(order.environment).map(
      ([name, value]) => `    <key>${escapeXml(name)}</key>${string(value)}`,
    ),
    '  </dict>',
    '  <key>StartCalendarInterval</key>',
    '  <array>',
    ...listStartMinutes(order.window).map(
      (minute) =>
        `    <dict><key>Hour</key><integer>${Math.floor(minute / 60)}</integer><key>Minute</key><integer>${minute % 60}</integer></dict>`,
    ),
    '  </array>',
    '  <key>Nice</key><integer>10</integer>',
    '  <key>ExitTimeOut</key><integer>60</integer>',
    '</dict>',
    '</plist>',
    '',
  ].join('\n');
}

function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** A crontab with our line as the last one, in place of an older one of ours. */
export function addCronLine(crontab: string, order: ScheduleOrder): string {
  const starts = listStartMinutes(order.window);
  const minute = (starts[0] ?? 0) % 60;
  const hours = starts.map((start) => Math.floor(start / 60)).join(',');
  const assignments = Object.entries(order.environment).map(
    ([name, value]) => `${name}=${quoteShell(value)}`,
  );
  // cron takes a bare percent sign for the end of the line.
  const command = [...assignments, ...commandOf(order).map(quoteShell)]
    .join(' ')
    .replaceAll('%', '\\%');
  const others = removeCronLine(crontab);
  const end = others === '' || others.endsWith('\n') ? '' : '\n';
  // cron mails what is printed. Of the answer nobody needs a mail, as the briefing has it.
  return `${others}${end}${minute} ${hours} * * * ${command} >/dev/null ${cronMark}\n`;
}

/** A crontab without our line; every other line as it was. */
export function removeCronLine(crontab: string): string {
  return splitCrontab(crontab)
    .filter((line) => !isOurs(line))
    .join('');
}

export function findCronLine(crontab: string): string | undefined {
  return splitCrontab(crontab).find(isOurs);
}

function splitCrontab(crontab: string): string[] {
  return crontab.split(/(?<=\n)/);
}

function isOurs(line: string): boolean {
  return line.trimEnd().endsWith(cronMark);
}

/**
 * The Claude folder that an order of ours names, in the text that its scheduler reads: a crontab,
 * the service, the plist. undefined: it names none.
 */
export function readScheduleFolder(scheduler: Scheduler, text: string): string | undefined {
  switch (scheduler) {
    case 'systemd': {
      const value = /^Environment="CLAUDE_CONFIG_DIR=((?:[^"\\]|\\.)*)"$/m.exec(text)?.[1];
      return value?.replaceAll('%%', '%').replace(/\\(.)/g, '$1');
    }
    case 'launchd':
      return /<key>CLAUDE_CONFIG_DIR<\/key><string>([^<]*)<\/string>/
        .exec(text)?.[1]
        ?.replaceAll('&quot;', '"')
        .replaceAll('&gt;', '>')
        .replaceAll('&lt;', '<')
        .replaceAll('&amp;', '&');
    case 'cron': {
      const line = findCronLine(text) ?? '';
      const value = / CLAUDE_CONFIG_DIR=('(?:[^']|'\\'')*'|\S+)/.exec(line)?.[1];
      return value?.replaceAll('\\%', '%').replace(/^'|'$/g, '').replaceAll("'\\''", "'");
    }
  }
}

/** By which a person ends what a scheduler refused to end for us. */
export function removalCommand(scheduler: Scheduler): string {
  switch (scheduler) {
    case 'systemd':
      // Its files are gone by then; what it has loaded still runs.
      return `systemctl --user stop ${systemdTimer}`;
    case 'launchd':
      return `launchctl bootout gui/$(id -u)/${launchdLabel}`;
    case 'cron':
      return `crontab -l | grep -v '${cronMark}$' | crontab -`;
  }
}

function quoteShell(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

function writeClock(minute: number): string {
  const pad = (part: number): string => String(part).padStart(2, '0');
  return `${pad(Math.floor(minute / 60))}:${pad(minute % 60)}`;
}
