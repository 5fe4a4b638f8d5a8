import type {JobChange} from '../app/change-job.ts';
import type {JobView, QueueView} from '../app/show-queue.ts';
import {clipText} from '../core/preview/clip-text.ts';
import type {Job} from '../core/queue/job.ts';
import type {JobEvent} from '../core/queue/job-event.ts';
import {formatMoney, formatNumber} from './format-amount.ts';
import {wrapText} from './wrap-text.ts';

/** Characters of an id that are shown: enough to tell jobs apart, and few to type. */
const shownId = 6;

export function describeAdded(jobs: readonly Job[]): string {
  const [first] = jobs;
  return jobs.length === 1 && first !== undefined
    ? `Added ${first.id}. It runs with: tierwise night`
    : `Added ${formatNumber(jobs.length, 'job')}. All of them: tierwise queue list`;
}

export function describeChange({id, hasChanged, place}: JobChange, word: string): string {
  if (!hasChanged) {
    return `${id} was ${word} already.`;
  }
  return word === 'cancelled' && place === 'running'
    ? `${id} runs; it is ended in a moment.`
    : `${id} is ${word}.`;
}

/** The queue for a terminal of 80 columns. */
export function describeQueue(view: QueueView, {all}: {all: boolean}): string {
  const isShown = ({state}: JobView): boolean => all || !['done', 'cancelled'].includes(state);
  const shown = view.jobs.filter(isShown);
  const hidden = view.jobs.length - shown.length;
  return [
    ...(view.isStopped ? ['STOPPED: the file "stop" lies in the queue folder.'] : []),
    ...(view.isPaused ? ['PAUSED: nothing starts. Back: tierwise queue resume'] : []),
    ...shown.map(describeRow),
    ...(shown.length === 0 ? ['Nothing waits. Add work: tierwise queue add "<prompt>"'] : []),
    ...(hidden > 0 ? [`${formatNumber(hidden, 'job')} done or cancelled: queue list --all`] : []),
    ...view.broken.map((file) => `Not a job, and left alone: ${file}`),
  ].join('\n');
}

function describeRow({id, state, because, priority, ...job}: JobView): string {
  const rank = priority === 0 ? '' : `${priority > 0 ? '+' : ''}${priority}`;
  const what = clipText(job.prompt ?? job.workflow ?? '', 36);
  const why = state === 'ready' ? '' : because;
  return `${id.slice(0, shownId)}  ${state.padEnd(9)} ${rank.padStart(4)}  ${what.padEnd(36)}  ${clipText(why, 60)}`.trimEnd();
}

/** One job with its history. */
export function describeJob({job, history}: {job: JobView; history: JobEvent[]}): string {
  const rows: [string, string | undefined][] = [
    ['state', `${job.state}: ${job.because}`],
    [job.workflow === undefined ? 'prompt' : 'workflow', job.prompt ?? job.workflow],
    ['folder', job.cwd],
    ['priority', String(job.priority)],
    ['after', job.after.length === 0 ? undefined : job.after.join(', ')],
    ['not before', job.not_before],
    ['deadline', job.deadline],
    ['tier', job.tier ?? 'by the prompt'],
    ['verify', job.verify],
    [
      'may take',
      `${formatMoney(job.max_usd)}, ${Math.round(job.timeout_ms / 1000)} s per attempt, ${formatNumber(job.attempts, 'attempt')}`,
    ],
    ['may do', job.allowed_tools.length === 0 ? undefined : job.allowed_tools.join(', ')],
    ['run', job.run ?? undefined],
    ['branch', job.branch ?? undefined],
    ['spent', formatMoney(job.cost_usd)],
  ];
  return [
    job.id,
    ...rows.flatMap(([label, text]) => (text === undefined ? [] : describeField(label, text))),
    '',
    `${job.added_at.slice(0, 16).replace('T', ' ')}  added`,
    ...history.map(describeEvent),
  ].join('\n');
}

function describeField(label: string, text: string): string[] {
  const [first = '', ...rest] = wrapText(text, {width: 80, indent: ' '.repeat(12)});
  return [`${label.padEnd(12)}${first.trimStart()}`, ...rest];
}

function describeEvent(event: JobEvent): string {
  return `${event.at.slice(0, 16).replace('T', ' ')}  ${writeEvent(event)}`;
}

function writeEvent(event: JobEvent): string {
  switch (event.event) {
    case 'edited':
      return `edited: ${event.fields.join(', ')}`;
    case 'started':
      return `started on ${event.tier}, run ${event.run}`;
    case 'parked':
      return `parked until ${event.until ?? 'the limit is over'}: ${event.because}`;
    case 'failed-once':
      return `failed (${event.code}), and has attempts left: ${event.because}`;
    case 'interrupted':
      return `interrupted: ${event.because}`;
    case 'thrown-away':
      return `thrown away: what run ${event.run} had left half done`;
    case 'ended':
      return `${event.result}: ${event.because}`;
    case 'cancel-asked':
      return 'you cancelled it';
    default:
      return event.event;
  }
}
