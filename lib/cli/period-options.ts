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
export function readPeriod({since, until}: PeriodFlags, now: Date): Period {
  const period = {
    since: since === undefined ? undefined : readTime('--since', since, {now, isEnd: false}),
    until: until === undefined ? undefined : readTime('--until', until, {now, isEnd: true}),
  };
  if (period.since !== undefined && period.until !== undefined && period.since >= period.until) {
    throw usageError(
      '--since is not before --until, so there is nothing between them.',
      'tierwise report --since 7d',
    );
  }
  return period;
}

/** @throws a usage error for a time that cannot be read. */
export function readTime(option: string, text: string, at: {now: Date; isEnd: boolean}): string {
  const time = parseTime(text, at);
  if (time === undefined) {
    throw usageError(
      `${option} "${text}" is no time. It takes 7d, 24h, 30m, or a date like 2026-11-22.`,
      `tierwise ${option === '--older-than' ? 'state prune --older-than' : 'report --since'} 7d`,
    );
  }
  return time;
}
