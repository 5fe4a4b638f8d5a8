import type {WorkflowNotice} from '../app/execute-workflow.ts';
import type {LiveLines} from '../edge/live-lines.ts';
import {columns, isErrorTerminal, print, printError} from '../edge/terminal.ts';
import {clipMiddle, formatMoney} from './format-amount.ts';
import {formatTime} from './format-time.ts';

export interface WorkflowProgress {
  notify: (notice: WorkflowNotice) => void;
  close: () => void;
}

export type ProgressKind = 'live' | 'lines' | 'events' | 'none';

/** What a caller's flags, and the terminal, ask for. */
export function chooseProgress({quiet, events}: {quiet?: true; events?: true}): ProgressKind {
  if (events) {
    return 'events';
  }
  return quiet ? 'none' : isErrorTerminal() ? 'live' : 'lines';
}

/** Tells how a run is getting on: live on a terminal, a line per fact in a log, or JSON lines. */
export async function openWorkflowProgress(kind: ProgressKind): Promise<WorkflowProgress> {
  switch (kind) {
    case 'none':
      return {notify: () => undefined, close: () => undefined};
    case 'events':
      return {notify: printEvent, close: () => undefined};
    case 'lines':
      return {notify: printLine, close: () => undefined};
    case 'live': {
      const {openLiveLines} = await import('../edge/live-lines.ts');
      return showLive(openLiveLines());
    }
    default:
      return kind satisfies never;
  }
}

/** Progress comes ten times a second; who reads events wants facts. */
function printEvent(notice: WorkflowNotice): void {
  if (notice.about !== 'progress') {
    print(JSON.stringify({at: new Date().toISOString(), ...notice}));
  }
}

function printLine(notice: WorkflowNotice): void {
  const line = describe(notice);
  if (line !== undefined) {
    printError(line);
  }
}

/** undefined: nothing that a log has to hold. */
function describe(notice: WorkflowNotice): string | undefined {
  switch (notice.about) {
    case 'workflow':
      return `${notice.workflow}: ${notice.file}\nrun ${notice.run}`;
    case 'step-started':
      return `${notice.step}: started on ${nameTier(notice.tier)} (${notice.because})`;
    case 'step-ended':
      return notice.status === 'done'
        ? `${notice.step}: done`
        : `${notice.step}: ${notice.status}, ${notice.because}`;
    case 'ended': {
      const {step, used, outcome} = notice;
      const cost = used.cost_usd === null ? 'cost unknown' : formatMoney(used.cost_usd);
      const how = outcome.is_done ? 'answered' : outcome.failure.code;
      return `${step}: ${how}, ${used.model ?? 'no model answered'}, ${formatTime(used.duration_ms)}, ${cost}`;
    }
    case 'attempt':
      return notice.attempt === 1
        ? undefined
        : `${notice.step}: attempt ${notice.attempt} on ${nameTier(notice.tier)}, ${notice.because}`;
    case 'waiting':
      return `${notice.step}: waiting${notice.ms > 0 ? ` ${formatTime(notice.ms)}` : ''}, ${notice.because}`;
    case 'verify':
      return `${notice.step}: check ${notice.command}`;
    case 'verified':
      return `${notice.step}: check ${notice.isPassed ? 'passed' : 'failed'}`;
    case 'applied':
      return `${notice.step}: changed ${notice.files.length === 0 ? 'nothing' : notice.files.join(', ')}`;
    case 'progress':
      return undefined;
    default:
      return notice satisfies never;
  }
}

/** More rows than that push what was said before off the screen. */
const maxRows = 12;
const redrawMs = 200;

interface Row {
  tier: string;
  begun: number;
  activity: string;
}

function showLive(lines: LiveLines): WorkflowProgress {
  const rows = new Map<string, Row>();
  let total = 0;
  let ended = 0;
  let costUsd = 0;
  let drawn = 0;
  const draw = (): void => {
    drawn = performance.now();
    const running = [...rows].slice(0, maxRows).map(([step, row]) => describeRow(step, row));
    const more = rows.size > maxRows ? [`  and ${rows.size - maxRows} more`] : [];
    const sum = `${ended} of ${total} steps, ${rows.size} at work, ${formatMoney(costUsd)}`;
    lines.show(
      [...running, ...more, sum].map((line) => clipMiddle(line, columns() - 1)).join('\n'),
    );
  };
  return {
    close: lines.end,
    notify: (notice) => {
      switch (notice.about) {
        case 'workflow':
          total = notice.steps.length;
          break;
        case 'step-started': {
          const tier = nameTier(notice.tier);
          rows.set(notice.step, {tier, begun: performance.now(), activity: ''});
          break;
        }
        case 'progress': {
          const row = rows.get(notice.step);
          rows.set(notice.step, {
            tier: nameTier(notice.tier),
            begun: row?.begun ?? performance.now(),
            activity: notice.report.activity ?? '',
          });
          if (performance.now() - drawn >= redrawMs) {
            draw();
          }
          return;
        }
        case 'step-ended':
          rows.delete(notice.step);
          // An element of a step is no step of its own.
          ended += notice.step.includes('.') ? 0 : 1;
          break;
        case 'ended':
          costUsd += notice.used.cost_usd ?? 0;
          break;
        default:
      }
      const text = describe(notice);
      if (text !== undefined) {
        lines.clear();
        printError(text);
      }
      draw();
    },
  };
}

function describeRow(step: string, {tier, begun, activity}: Row): string {
  const time = formatTime(performance.now() - begun);
  return `  ${step}  ${tier}  ${time}${activity === '' ? '' : `  ${activity}`}`;
}

function nameTier(tier: string): string {
  return tier === 'stay' ? "the client's own model" : tier;
}
