import type {QuotaReport} from '../app/report-quota.ts';
import {startReasons} from './describe-start.ts';
import {formatShare} from './format-amount.ts';

/** The plan for a terminal of 80 columns; times are local. */
export function describeQuota(report: QuotaReport): string {
  const {five_hour, seven_day, weeks} = report;
  if (report.readings === 0) {
    return [
      'Nothing is known of your plan yet, and unknown is not free.',
      'It is told by the tierwise plugin, by runs of tierwise, and by the status line,',
      'on a Claude plan only. See docs/queue.md.',
    ].join('\n');
  }
  return [
    describeWindow('five hours', five_hour),
    describeWindow('week', seven_day),
    ...(seven_day.forecast === null
      ? ['  forecast      unknown: less than a week has been seen']
      : [`  forecast      ${formatShare(seven_day.forecast)} more by you until the reset`]),
    ...(seven_day.reserve === null ? [] : [`  reserve       ${formatShare(seven_day.reserve)}`]),
    ...(seven_day.to_spare === null ? [] : [`  to spare      ${formatShare(seven_day.to_spare)}`]),
    '',
    `A job ${report.may_start ? 'may' : 'may not'} start now: ${startReasons[report.because]}.`,
    ...(weeks.length === 0 ? [] : ['', 'week until     used   expired   by night']),
    ...weeks.map(
      ({to, used, expired_unused, used_by_night}) =>
        `${to.slice(0, 10)}  ${formatShare(used).padStart(7)} ${formatShare(expired_unused).padStart(9)} ${formatShare(used_by_night).padStart(10)}`,
    ),
  ].join('\n');
}

function describeWindow(name: string, window: QuotaReport['five_hour']): string {
  const {used, resets_at, unknown_because} = window;
  const share = used === null ? `unknown (${unknown_because})` : `${formatShare(used)} used`;
  const reset = resets_at === null ? '' : `, resets ${writeLocal(resets_at)}`;
  return `${name.padEnd(14)}  ${share}${reset}`;
}

/** `Thu 26 Nov 22:30`, by the clock of this machine. */
export function writeLocal(time: string): string {
  return new Date(time).toLocaleString('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
}
