import type {AttemptFailure} from './attempt-failure.ts';
import type {ClientReport, ClientResult} from './client-report.ts';
import {parseReset} from './parse-reset.ts';
import type {AttemptOutcome} from './run-event.ts';
import {suggestRule} from './suggest-rule.ts';

/** How the client's process ended. */
export type ClientEnd =
  | {by: 'itself'; exitCode: number | null; signal: string | null}
  /** We ended it. */
  | {by: 'timeout'; timeoutMs: number}
  | {by: 'person'}
  | {by: 'limit'; what: 'memory' | 'output'; limitBytes: number}
  /** The process that watched it is gone, and so is the client. */
  | {by: 'orphaned'}
  | {by: 'missing'; lookedIn: string}
  /** It is there, and the system refuses to start it. */
  | {by: 'refused'; reason: string};

/**
 * What an attempt came to. A result that the client has written counts however its process ended
 * afterwards: the work was done, and paid for.
 * @param now ISO 8601: "resets 10:09am" is a time of some day.
 */
export function judgeAttempt(end: ClientEnd, report: ClientReport, now: string): AttemptOutcome {
  if (end.by === 'missing') {
    return failed({code: 'cli-missing', looked_in: end.lookedIn});
  }
  const failure =
    report.result === null ? judgeEnd(end, report) : judgeResult(report.result, report, {end, now});
  return failure === undefined ? {is_done: true} : failed(failure);
}

function failed(failure: AttemptFailure): AttemptOutcome {
  return {is_done: false, failure};
}

function judgeEnd(end: ClientEnd, report: ClientReport): AttemptFailure {
  switch (end.by) {
    case 'timeout':
      return {code: 'timed-out', timeout_ms: end.timeoutMs};
    case 'person':
      return {code: 'interrupted'};
    case 'limit':
      return {code: 'too-large', what: end.what, limit_bytes: end.limitBytes};
    case 'orphaned':
      return {code: 'killed', signal: null, because: 'the process that watched it was gone'};
    case 'itself':
      if (end.signal !== null) {
        return {code: 'killed', signal: end.signal, because: `it was ended by ${end.signal}`};
      }
      return {code: 'bad-output', reason: describeSilence(end.exitCode, report)};
    case 'missing':
      return {code: 'cli-missing', looked_in: end.lookedIn};
    case 'refused':
      return {code: 'bad-output', reason: `it cannot be started: ${end.reason}`};
  }
}

function describeSilence(exitCode: number | null, {unreadable}: ClientReport): string {
  const torn = unreadable === 0 ? '' : `, and ${unreadable} of its lines cannot be read`;
  return `it ended with exit code ${exitCode ?? 'unknown'} and without a result${torn}`;
}

function judgeResult(
  result: ClientResult,
  report: ClientReport,
  {end, now}: {end: ClientEnd; now: string},
): AttemptFailure | undefined {
  const told = readError(result, report, now);
  if (told !== undefined) {
    return told;
  }
  // An interrupted client still writes what it has; that is no answer.
  if (end.by === 'timeout' || end.by === 'person') {
    return result.isError ? judgeEnd(end, report) : undefined;
  }
  if (result.isError) {
    return {code: 'bad-output', reason: firstLine(result.text) || result.subtype};
  }
  const tools = listNeededRules(result, report);
  if (tools.length > 0) {
    return {code: 'permission-denied', tools};
  }
  const reason = readHandBack(result.text);
  if (reason !== undefined) {
    return {code: 'handed-back', reason};
  }
  return result.text.trim() === ''
    ? {code: 'bad-output', reason: 'its answer is empty'}
    : undefined;
}

/** What the client says of the API, and of its own caps. */
function readError(
  result: ClientResult,
  {limit}: ClientReport,
  now: string,
): AttemptFailure | undefined {
  const {isError, status, subtype, text} = result;
  const message = firstLine(text);
  if (subtype === 'error_max_turns' || subtype === 'error_max_budget_usd') {
    const kind = subtype === 'error_max_turns' ? 'turns' : 'usd';
    return {code: 'budget-reached', limit: kind, message: `its cap in ${kind} was reached`};
  }
  if (!isError) {
    return undefined;
  }
  if (status === 429 || /hit your [\w -]*limit|usage limit/i.test(message)) {
    const isRejected = limit !== null && limit.status !== 'allowed';
    return {
      code: 'limit-reached',
      resets_at: (isRejected ? limit.resetsAt : null) ?? parseReset(message, now) ?? null,
      window: isRejected ? limit.window : null,
      message,
    };
  }
  if ((status !== null && status >= 500) || isUnreachable(status, message)) {
    return {code: 'overloaded', status, message};
  }
  const isRefused =
    status !== null || /invalid api key|credit balance|not logged in|\/login/i.test(message);
  return isRefused ? {code: 'request-refused', status, message} : undefined;
}

function isUnreachable(status: number | null, message: string): boolean {
  return status === null && /^API Error: .*(?:connect|dropped|refused|timed? ?out)/i.test(message);
}

/** Asking a person is no permission: nobody is there, and the agent knows. */
const askedInVain = ['AskUserQuestion', 'ExitPlanMode'];

/** A denial mattered when no later call of the same tool went through. */
function listNeededRules({denials}: ClientResult, {usedTools}: ClientReport): string[] {
  const needed = denials.filter(
    ({tool}) => !askedInVain.includes(tool) && !usedTools.includes(tool),
  );
  return [...new Set(needed.map(suggestRule))];
}

/** The line that our agents begin with when the work needs a larger tier. */
function readHandBack(text: string): string | undefined {
  return /^\s*needs a larger tier:[ \t]*([^\n]*)/i.exec(text)?.[1]?.trim();
}

function firstLine(text: string): string {
  return (text.split('\n')[0] ?? '').trim().slice(0, 300);
}
