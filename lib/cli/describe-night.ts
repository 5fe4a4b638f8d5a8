import type {NightEnd, NightNotice, NightReport} from '../app/night-state.ts';
import type {NightPlan} from '../app/plan-night.ts';
import {clipText} from '../core/preview/clip-text.ts';
import {writeLocal} from './describe-quota.ts';
import {startReasons} from './describe-start.ts';
import {formatMoney, formatNumber} from './format-amount.ts';

export const nightEnds: Readonly<Record<NightEnd, string>> = {
  ...startReasons,
  'nothing-to-do': 'nothing more is ready',
  'jobs-reached': 'as many jobs were started in it as may be',
  'money-reached': 'what is left to spend in it is less than the next job may take',
  interrupted: 'you stopped it',
};

/**
 * One line of progress. What nobody sees as it is written is kept by a system's journal or by a
 * mail, which more people may read than the queue: then no text of a prompt or of a check is in it.
 */
export function describeNightNotice(notice: NightNotice, isSeen: boolean): string {
  switch (notice.about) {
    case 'interrupted':
      return `${notice.job}  was interrupted earlier; it goes on`;
    case 'started':
      return isSeen
        ? `${notice.job.id}  started  ${clipText(notice.job.prompt ?? notice.job.workflow ?? '', 50)}`
        : `${notice.job.id}  started`;
    case 'ended': {
      const {job, end, isOver} = notice;
      const again = end.status === 'failed' && !isOver ? ', to be tried again' : '';
      const code = end.status === 'failed' ? ` [${end.code}]` : '';
      return isSeen
        ? `${job.id}  ${end.status}${again}: ${clipText(end.because, 100)}`
        : `${job.id}  ${end.status}${again}${code}`;
    }
    case 'waiting':
      return `waits: ${startReasons[notice.because]}${
        notice.untilMs === null
          ? ''
          : `, until ${writeLocal(new Date(notice.untilMs).toISOString())}`
      }`;
  }
}

export function describeNightEnd({jobs, costUsd, because}: NightReport): string {
  const count = (status: string): number => jobs.filter((job) => job.status === status).length;
  return [
    `The night is over: ${nightEnds[because]}.`,
    jobs.length === 0
      ? 'No job was started.'
      : `${count('done')} done, ${count('failed')} failed, ${count('parked')} parked, ${formatMoney(costUsd)}. What came of them: tierwise briefing`,
  ].join('\n');
}

export function describeNightPlan({choice, jobs, left, leftOut, closes}: NightPlan): string {
  return [
    choice.may
      ? `A night would begin now and end by ${writeLocal(closes)}: ${startReasons[choice.because]}.`
      : `A night would start nothing now: ${startReasons[choice.because]}.`,
    ...(jobs.length === 0
      ? [
          left === 0
            ? `No job may start: ${nightEnds['jobs-reached']}.`
            : 'Nothing in the queue is ready.',
        ]
      : [`In this order, as far as quota and time allow (${formatNumber(jobs.length, 'job')}):`]),
    ...jobs.map(
      ({id, tier, text, cwd}) =>
        `  ${id.slice(0, 6)}  ${tier.padEnd(6)} ${clipText(text, 34).padEnd(34)} ${cwd}`,
    ),
    ...leftOut.map(({id, state, because}) => `  ${id.slice(0, 6)}  ${state}: ${because}`),
  ].join('\n');
}
