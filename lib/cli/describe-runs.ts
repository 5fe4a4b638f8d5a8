import type {FoundRun} from '../app/find-run.ts';
import type {ShownRun} from '../app/show-run.ts';
import {formatMoney, formatNumber, wrapText} from './format-amount.ts';

/** One line per run, 80 columns: the id is what is typed next, so it comes first. */
export function describeRunList(runs: readonly FoundRun[]): string {
  return runs.length === 0
    ? 'There are no runs yet. Start one: tierwise run "run the tests"'
    : runs
        .map(({run, presence, prompt}) => {
          const [line = ''] = prompt.trim().split('\n');
          return `${run}  ${presence.padEnd(11)}  ${clip(line, 80 - run.length - 15)}`;
        })
        .join('\n');
}

/** A run as a page: what, how it stands, each attempt, the last words. */
export function describeShownRun({
  presence,
  holder,
  folder,
  prompt,
  summary,
  lastWords,
}: ShownRun): string {
  const {run_id, cost_usd, attempts, parked_until, failure, session} = summary;
  const until = parked_until === null ? '' : ` until ${parked_until}`;
  const by = holder === undefined ? '' : `, by process ${holder}`;
  const why = failure === null ? '' : `: ${failure.code}`;
  return [
    `run       ${run_id}`,
    `is        ${presence}${until}${by}${presence === 'done' ? '' : why}`,
    `in        ${summary.cwd}`,
    ...(session === null ? [] : [`session   ${session}`]),
    `cost      ${cost_usd === null ? 'unknown' : formatMoney(cost_usd)}`,
    `files     ${folder}`,
    '',
    'asked',
    ...prompt
      .trim()
      .split('\n')
      .slice(0, 12)
      .flatMap((line) => wrapText(line, '  ')),
    '',
    'attempts',
    ...attempts.map(describeAttempt),
    ...(lastWords === null || lastWords === '' ? [] : ['', 'said', lastWords.trim()]),
  ].join('\n');
}

function describeAttempt({
  step,
  attempt,
  tier,
  outcome,
  model,
  verified,
  cost_usd,
  turns,
  duration_ms,
}: ShownRun['summary']['attempts'][number]): string {
  const check = verified === null ? '' : verified ? ', check passed' : ', check failed';
  const cost = cost_usd === null ? 'cost unknown' : formatMoney(cost_usd);
  return `  ${step}-${attempt} ${tier}: ${outcome}${check} (${model ?? 'no model'}, ${(duration_ms / 1000).toFixed(1)} s, ${formatNumber(turns, 'turn')}, ${cost})`;
}

function clip(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, width - 1)}…`;
}
