import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {toLocalTime} from '../../../lib/core/night/local-time.ts';
import {nightCaps} from '../../../lib/core/night/night-limits.ts';
import {defaultWindow, findNight} from '../../../lib/core/night/night-window.ts';
import {
  addCronLine,
  findCronLine,
  findNextStart,
  listStartMinutes,
  readScheduleFolder,
  readScheduleTerms,
  removeCronLine,
  type ScheduleOrder,
  writeScheduleFiles,
} from '../../../lib/core/night/schedule.ts';

const order: ScheduleOrder = {
  node: '/opt/node 20/bin/node',
  program: '/home/me/50%/tierwise.cjs',
  window: {startMinute: 22 * 60, endMinute: 60},
  caps: {maxJobs: 3, maxUsd: 7.5},
  environment: {PATH: '/usr/bin:/home/me/$x/bin', TIERWISE_HOME: '/home/me/a "b" <c>'},
};

it('writes what systemd reads', () => {
  const files = writeScheduleFiles('systemd', order);
  expect(files.map(({path, text}) => `--- ${path}\n${text}`).join('\n')).toMatchInlineSnapshot(`
    "--- .config/systemd/user/tierwise-night.service
    [Unit]
    Description=tierwise night: work the queue with what the plan has to spare

    [Service]
    Type=oneshot
    ExecStart=/usr/bin/env "/opt/node 20/bin/node" "/home/me/50%%/tierwise.cjs" "night" "--window" "22:00-01:00" "--max-jobs" "3" "--max-usd" "7.5"
    Environment="PATH=/usr/bin:/home/me/$x/bin"
    Environment="TIERWISE_HOME=/home/me/a \\"b\\" <c>"
    Nice=10
    # It ends by its own clock, and ends its clients when it is stopped.
    TimeoutStartSec=infinity
    KillMode=mixed
    TimeoutStopSec=60

    --- .config/systemd/user/tierwise-night.timer
    [Unit]
    Description=tierwise night, once an hour in its window

    [Timer]
    OnCalendar=*-*-* 22:01:00
    OnCalendar=*-*-* 23:01:00
    OnCalendar=*-*-* 00:01:00
    # A night that was slept through is not made up for in the day.
    Persistent=false

    [Install]
    WantedBy=timers.target
    "
  `);
});

it('writes what launchd reads', () => {
  const [file] = writeScheduleFiles('launchd', order);
  expect(`--- ${file?.path}\n${file?.text}`).toMatchInlineSnapshot(`
    "--- Library/LaunchAgents/dev.tierwise.night.plist
    <?xml version="1.0" encoding="UTF-8"?>
    <!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
    <plist version="1.0">
    <dict>
      <key>Label</key><string>dev.tierwise.night</string>
      <key>ProgramArguments</key>
      <array>
        <string>/opt/node 20/bin/node</string>
        <string>/home/me/50%/tierwise.cjs</string>
        <string>night</string>
        <string>--window</string>
        <string>22:00-01:00</string>
        <string>--max-jobs</string>
        <string>3</string>
        <string>--max-usd</string>
        <string>7.5</string>
      </array>
      <key>EnvironmentVariables</key>
      <dict>
        <key>PATH</key><string>/usr/bin:/home/me/$x/bin</string>
        <key>TIERWISE_HOME</key><string>/home/me/a &quot;b&quot; &lt;c&gt;</string>
      </dict>
      <key>StartCalendarInterval</key>
      <array>
        <dict><key>Hour</key><integer>22</integer><key>Minute</key><integer>1</integer></dict>
        <dict><key>Hour</key><integer>23</integer><key>Minute</key><integer>1</integer></dict>
        <dict><key>Hour</key><integer>0</integer><key>Minute</key><integer>1</integer></dict>
      </array>
      <key>Nice</key><integer>10</integer>
      <key>ExitTimeOut</key><integer>60</integer>
    </dict>
    </plist>
    "
  `);
});

it('writes the line that cron reads, beside the lines of others', () => {
  const before = 'MAILTO=me\n5 4 * * * backup\n';
  expect(addCronLine(before, order)).toMatchInlineSnapshot(`
    "MAILTO=me
    5 4 * * * backup
    1 22,23,0 * * * PATH='/usr/bin:/home/me/$x/bin' TIERWISE_HOME='/home/me/a "b" <c>' '/opt/node 20/bin/node' /home/me/50\\%/tierwise.cjs night --window 22:00-01:00 --max-jobs 3 --max-usd 7.5 >/dev/null # tierwise-night
    "
  `);
});

it('reads back the window and the caps of what it wrote, with each scheduler', () => {
  const texts = [
    ...writeScheduleFiles('systemd', order).map(({text}) => text),
    ...writeScheduleFiles('launchd', order).map(({text}) => text),
    findCronLine(addCronLine('5 4 * * * x --window 1-2\n', order)) ?? '',
  ];
  const terms = {window: order.window, caps: order.caps};
  expect(texts.map(readScheduleTerms)).toEqual([
    ...[terms, {window: undefined, caps: nightCaps}, terms, terms],
  ]);
  expect(findCronLine('5 4 * * * tierwise night --window 1-2\n')).toBeUndefined();
});

it('takes out of a crontab exactly what it put in', () => {
  const line = fc.constantFrom('', '# remark', '5 4 * * * backup', 'A="b % c"', '@daily x');
  const crontab = fc
    .array(line, {maxLength: 5})
    .map((lines) => lines.map((each) => `${each}\n`).join(''));
  fc.assert(
    fc.property(crontab, (text) => {
      const once = addCronLine(text, order);
      expect(removeCronLine(once)).toBe(text);
      expect(addCronLine(once, order)).toBe(once);
    }),
  );
});

it('starts within the window, the first time as it opens', () => {
  expect(listStartMinutes(defaultWindow).slice(0, 2)).toEqual([22 * 60 + 1, 23 * 60 + 1]);
  const minute = fc.nat(1439);
  fc.assert(
    fc.property(
      minute,
      minute,
      fc.integer({min: 1_600_000_000, max: 2_000_000_000}),
      (startMinute, endMinute, seconds) => {
        fc.pre((endMinute - startMinute + 1440) % 1440 > 1);
        const window = {startMinute, endMinute};
        const nowMs = seconds * 1000;
        const at = findNextStart(window, 'UTC', nowMs);
        expect(at).toBeGreaterThan(nowMs);
        expect(at - nowMs).toBeLessThanOrEqual(24 * 3_600_000);
        expect(findNight(window, 'UTC', at).isOpen).toBe(true);
        expect(toLocalTime(at, 'UTC').second).toBe(0);
      },
    ),
  );
});

describe.each(['systemd', 'launchd', 'cron'] as const)(
  'the Claude folder in what %s reads',
  (scheduler) => {
    const write = (environment: ScheduleOrder['environment']) => {
      const named = {...order, environment: {...order.environment, ...environment}};
      return scheduler === 'cron'
        ? addCronLine('5 4 * * * CLAUDE_CONFIG_DIR=/x y\n', named)
        : (writeScheduleFiles(scheduler, named)[0]?.text ?? '');
    };

    it.each(['/home/me/.claude', `/home/it's 50%/<cl> "au" & \\de/%%`])(
      'is read back: %s',
      (folder) => {
        expect(readScheduleFolder(scheduler, write({CLAUDE_CONFIG_DIR: folder}))).toBe(folder);
      },
    );

    it('is none where the order names none, or there is no order', () => {
      expect(readScheduleFolder(scheduler, write({}))).toBeUndefined();
      expect(readScheduleFolder(scheduler, '')).toBeUndefined();
    });
  },
);
