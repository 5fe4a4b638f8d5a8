import type {Command} from 'commander';
import {type Period, parseTime} from '../core/metrics/parse-time.ts';
import {usageError} from './usage-error.ts';

export interface PeriodFlags {
  since?: string;
  until?: string;
}

export function addPeriodOptions(command: Command): Command {
  return command
    .option('--since <time>', 'from then on: 7d, 24h, or a date (UTC)')
    .option('--until <time>', 'up to then: 7d, 24h, or the end of a date (UTC)');
}

/** @throws a usage error for a time that cannot be read. */
export function readPeriod(
  {since, until}: PeriodFlags,
  {now, call}: {now: Date; call: string},
): Period {
  const period = {
    since: since === undefined ? undefined : readTime('--since', since, {now, isEnd: false, call}),
    until: until === undefined ? undefined : readTime('--until', until, {now, isEnd: true, call}),
  };
  if (period.since !== undefined && period.until !== undefined && period.since >= period.until) {
    throw usageError(
      '--since is not before --until, so there is nothing between them.',
      `${call} --since 7d`,
    );
  }
  return period;
}

/** @throws a usage error for a time that cannot be read; it offers the same call with one that can. */
export function readTime(
  option: string,
  text: string,
  {call, ...at}: {now: Date; isEnd: boolean; call: string},
): string {
  const time = parseTime(text, at);
  if (time === undefined) {
    throw usageError(
      `${option} "${text}" is no time. It takes 7d, 24h, 30m, or a date like 2026-11-22.`,
      `${call} ${option} 7d`,
    );
  }
  return time;
}
