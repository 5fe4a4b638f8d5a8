import {Command, Option} from 'commander';
import type {NightNotice, NightReport} from '../../app/night-state.ts';
import type {NightStatus, ScheduleReport} from '../../app/schedule-night.ts';
import {type NightCaps, nightCaps} from '../../core/night/night-limits.ts';
import {
  defaultWindow,
  type NightWindow,
  parseNightWindow,
  writeNightWindow,
} from '../../core/night/night-window.ts';
import {type Scheduler, schedulers} from '../../core/night/schedule.ts';
import {parseWhen} from '../../core/queue/parse-when.ts';
import {readEnvironment} from '../../edge/environment.ts';
import {localZone} from '../../edge/local-zone.ts';
import {
  isErrorTerminal,
  nodePath,
  print,
  printError,
  programFile,
  setExitCode,
} from '../../edge/terminal.ts';
import {
  describeNightEnd,
  describeNightNotice,
  describeNightPlan,
  nightEnds,
} from '../describe-night.ts';
import {writeLocal} from '../describe-quota.ts';
import {finish} from '../finish.ts';
import {listenForStop} from '../listen-for-stop.ts';
import {usageError} from '../usage-error.ts';

interface Flags {
  window?: string;
  until?: string;
  maxJobs?: string;
  maxUsd?: string;
  dryRun?: true;
  json?: true;
}

export function nightVerb(): Command {
  const verb = new Command('night')
    .usage('[action] [options]')
    .summary('work the queue with what your plan has to spare')
    .description(
      'Works the queue inside the night window, each job in a copy of its repository; what\nit changed is kept as a branch. Starts nothing that you will need the quota of.',
    );
  addCapOptions(addWindowOption(verb))
    .option('--until <time>', 'begin now, whatever the window says, and end then')
    .option('--dry-run', 'say what would be done; start nothing')
    .option('--json', 'one JSON object')
    .action(nightAction);
  addCapOptions(
    addWindowOption(
      verb.command('install').description('have the machine start nights by itself, each day'),
    ),
  )
    .addOption(
      new Option('--with <scheduler>', 'by which (default: the one that is here)').choices(
        schedulers,
      ),
    )
    .option('--dry-run', 'print the files; change nothing')
    .option('--json', 'one JSON object')
    .action(installAction);
  verb
    .command('uninstall')
    .description('start no more nights by itself')
    .option('--json', 'one JSON object')
    .action(async (_: unknown, command: Command) => {
      const {uninstallNight} = await import('../../app/schedule-night.ts');
      finish(await uninstallNight(readEnvironment()), flagsOf(command), ({removed}) =>
        removed.length === 0
          ? 'No nights were set up, so there is nothing to take out.'
          : `Taken out of ${removed.join(', ')}. Jobs stay in the queue.`,
      );
    });
  verb
    .command('status')
    .description('when it would run next, and whether it would run now')
    .option('--window <from-to>', 'by the local clock (default: the one of night install)')
    .option('--json', 'one JSON object')
    .action(async (_: unknown, command: Command) => {
      const flags = flagsOf(command);
      const {readNightStatus} = await import('../../app/schedule-night.ts');
      const asked = flags.window === undefined ? undefined : readWindow(flags);
      const status = await readNightStatus(readEnvironment(), asked);
      print(flags.json ? JSON.stringify(status) : describeStatus(status));
    });
  return verb;
}

function addWindowOption(command: Command): Command {
  return command.option('--window <from-to>', 'by the local clock (default: 22:00-06:00)');
}

function addCapOptions(command: Command): Command {
  return command
    .option('--max-jobs <number>', `start no more in a window (default: ${nightCaps.maxJobs})`)
    .option('--max-usd <amount>', `spend no more in a window (default: ${nightCaps.maxUsd})`);
}

/**
 * An option that the verb has, too, is the verb's wherever it stands: `night status --json`. One
 * that an action has not would be swallowed by it, so it is refused.
 */
function flagsOf(command: Command): Flags & {with?: Scheduler} {
  const own = command.options.map((option) => option.attributeName());
  const foreign = command.parent?.options.find((option) => {
    const name = option.attributeName();
    return !own.includes(name) && command.parent?.getOptionValue(name) !== undefined;
  });
  if (foreign !== undefined) {
    throw usageError(
      `"night ${command.name()}" takes no ${foreign.long}.`,
      `tierwise night ${command.name()} --help`,
    );
  }
  return command.optsWithGlobals();
}

async function nightAction(_: unknown, command: Command): Promise<void> {
  const flags = flagsOf(command);
  const order = {
    environment: readEnvironment(),
    zone: localZone(),
    window: readWindow(flags),
    untilMs: readUntil(flags.until),
    ...readCaps(flags),
  };
  if (flags.dryRun) {
    const {planNight} = await import('../../app/plan-night.ts');
    const plan = await planNight(order);
    print(flags.json ? JSON.stringify(plan) : describeNightPlan(plan));
    return;
  }
  const [{workNight}, {runJob}] = await Promise.all([
    import('../../app/work-night.ts'),
    import('../../app/run-job.ts'),
  ]);
  const stop = listenForStop();
  const notify = (notice: NightNotice): void => {
    const text = describeNightNotice(notice, isErrorTerminal());
    printError(`${new Date().toTimeString().slice(0, 8)} ${text}`);
  };
  const report = await workNight({...order, signal: stop.signal, notify}, (stored, at) =>
    runJob(stored, at, order.environment),
  );
  const {leaveNews} = await import('../../app/brief-person.ts');
  await leaveNews(order.environment);
  print(flags.json ? JSON.stringify(report) : describeNightEnd(report));
  setExitCode(exitCodeOf(report));
}

/** A night that had to leave work undone for want of quota can be tried later: 75, as `run` says it. */
function exitCodeOf({because}: NightReport): number {
  return because === 'interrupted' ? 130 : because === 'limited' ? 75 : 0;
}

async function installAction(_: unknown, command: Command): Promise<void> {
  const flags = flagsOf(command);
  const {installNight} = await import('../../app/schedule-night.ts');
  const installed = await installNight(readEnvironment(), {
    asked: flags.with,
    window: readWindow(flags),
    caps: readCaps(flags),
    node: nodePath(),
    program: programFile(),
    isDryRun: flags.dryRun === true,
  });
  finish(installed, flags, describeInstalled);
  if (installed.ok && installed.value.withheld.length > 0 && !flags.json) {
    printError(describeWithheld(installed.value.withheld));
  }
}

function describeWithheld(names: readonly string[]): string {
  return [
    `Not written down, as it is secret: ${names.join(', ')}.`,
    'A night that is started by itself has none of it. Give it to Claude Code itself:',
    'log in there (/login), or name it under "env" in ~/.claude/settings.json.',
  ].join('\n');
}

function describeInstalled({scheduler, files, next_start, isDryRun}: ScheduleReport): string {
  return isDryRun
    ? files.map(({path, text}) => `--- ${path}\n${text}`).join('\n')
    : [
        `Nights are set up with ${scheduler}; the next one starts ${writeLocal(next_start)}.`,
        ...files.map(({path}) => `  ${path}`),
        'Whether it would run now: tierwise night status',
        'Back: tierwise night uninstall',
      ].join('\n');
}

function describeStatus(status: NightStatus): string {
  const {installed, next_start, because, until} = status;
  const reason = because === 'nothing-to-do' ? 'nothing in the queue is ready' : nightEnds[because];
  return [
    next_start === null
      ? 'No nights are set up. Set them up: tierwise night install'
      : `Nights are set up with ${installed.join(', ')}; the next one starts ${writeLocal(next_start)}.`,
    `The window (${status.window}) ${status.is_open ? 'is open' : 'opens'} ${
      status.is_open ? `until ${writeLocal(status.window_closes)}` : writeLocal(status.window_opens)
    }.`,
    `${status.would_run_now ? 'It would run now' : 'It would not run now'}: ${reason}${
      until === null ? '' : `, until ${writeLocal(until)}`
    }.`,
    `Ready: ${status.ready}, held: ${status.held}. All of them: tierwise queue list`,
  ].join('\n');
}

function readWindow({window}: Flags): NightWindow {
  const parsed = window === undefined ? defaultWindow : parseNightWindow(window);
  if (parsed === undefined) {
    throw usageError(
      `--window "${window}" is no window. It takes two different times, as 22:00-06:00.`,
      `tierwise night --window ${writeNightWindow(defaultWindow)}`,
    );
  }
  return parsed;
}

function readUntil(until: string | undefined): number | null {
  if (until === undefined) {
    return null;
  }
  const nowMs = Date.now();
  const at = parseWhen(until, {nowMs, zone: localZone()});
  if (at === undefined || at <= nowMs) {
    throw usageError(
      `--until "${until}" is no time to come. It takes 06:00, 3h, or 2026-12-01 06:00.`,
      'tierwise night --until 06:00',
    );
  }
  return at;
}

function readCaps({maxJobs, maxUsd}: Flags): NightCaps {
  return {
    maxJobs: readAmount('--max-jobs', maxJobs, nightCaps.maxJobs),
    maxUsd: readAmount('--max-usd', maxUsd, nightCaps.maxUsd),
  };
}

function readAmount(option: string, text: string | undefined, fallback: number): number {
  const amount = text === undefined ? fallback : Number(text);
  if (text?.trim() === '' || !(amount > 0) || !Number.isFinite(amount)) {
    throw usageError(`${option} "${text}" is no number above 0.`, `tierwise night ${option} 5`);
  }
  return amount;
}
