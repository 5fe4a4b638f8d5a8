import type {RunNotice} from '../app/run-attempt.ts';
import {columns, isErrorTerminal, printError, rewriteErrorLine} from '../edge/terminal.ts';
import {clipMiddle, formatCount, formatMoney, formatNumber} from './format-amount.ts';
import {formatTime} from './format-time.ts';

export interface Progress {
  notify: (notice: RunNotice) => void;
  close: () => void;
}

/** A line that is written again and again is no use in a log: there, what happens is one line each. */
const rewriteMs = 250;

/** Tells a person on standard error how a run is getting on. */
export function openProgress({isQuiet}: {isQuiet: boolean}): Progress {
  if (isQuiet) {
    return {notify: () => undefined, close: () => undefined};
  }
  const isLive = isErrorTerminal();
  const begun = new Map<string, number>();
  let written = 0;
  let hasLine = false;
  const clear = (): void => {
    if (hasLine) {
      rewriteErrorLine('');
      hasLine = false;
    }
  };
  const say = (text: string): void => {
    clear();
    printError(text);
  };
  return {
    close: clear,
    notify: (notice) => {
      if (notice.about === 'attempt') {
        begun.set(nameOf(notice), performance.now());
      }
      if (notice.about !== 'progress') {
        const line = describe(notice);
        if (line !== undefined) {
          say(line);
        }
        return;
      }
      const now = performance.now();
      if (isLive && now - written >= rewriteMs) {
        written = now;
        hasLine = true;
        const startedAt = begun.get(nameOf(notice)) ?? now;
        rewriteErrorLine(clipMiddle(describeProgress(notice, now - startedAt), columns() - 1));
      }
    },
  };
}

type Named = {step: string; attempt: number};

function nameOf({step, attempt}: Named): string {
  return `${step}/${attempt}`;
}

function describeProgress(
  {tier, report}: Extract<RunNotice, {about: 'progress'}>,
  elapsedMs: number,
): string {
  const {turns, tokens, activity} = report;
  const read = tokens.input + tokens.cacheRead + tokens.cacheWrite5m + tokens.cacheWrite1h;
  return [
    `  ${tier === 'stay' ? "client's own model" : tier}`,
    formatTime(elapsedMs),
    formatNumber(turns, 'turn'),
    `${formatCount(read)} tokens in, ${formatCount(tokens.output)} out`,
    ...(activity === null ? [] : [activity]),
  ].join('  ');
}

function describe(notice: Exclude<RunNotice, {about: 'progress'}>): string | undefined {
  switch (notice.about) {
    case 'attempt': {
      const tier = notice.tier === 'stay' ? "the client's own model" : notice.tier;
      return `attempt ${notice.attempt} on ${tier}: ${notice.because}`;
    }
    case 'ended': {
      const {outcome, used} = notice;
      const cost = used.cost_usd === null ? 'cost unknown' : formatMoney(used.cost_usd);
      const how = outcome.is_done ? 'done' : outcome.failure.code;
      return `  ${how}: ${used.model ?? 'no model answered'}, ${formatTime(used.duration_ms)}, ${formatNumber(used.turns, 'turn')}, ${cost}`;
    }
    case 'waiting':
      return notice.ms > 0
        ? `  waiting ${formatTime(notice.ms)}: ${notice.because}`
        : `  waiting: ${notice.because}`;
    case 'verify':
      return `  check: ${notice.command}`;
    case 'verified':
      return notice.isPassed ? '  check passed' : '  check failed';
    case 'applied':
      return `  changed: ${notice.files.length === 0 ? 'nothing' : notice.files.join(', ')}`;
  }
}
