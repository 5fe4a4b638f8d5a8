import type {ListedState} from '../app/list-session-states.ts';
import type {PruneReport} from '../app/prune-states.ts';
import type {RestoreReport} from '../app/restore-state.ts';
import type {SessionState} from '../core/session-state/session-state.ts';
import {clipMiddle, formatCount, formatNumber} from './format-amount.ts';
import {wrapText} from './wrap-text.ts';

/** Most entries of the history that are shown; --json has them all. */
const shownEntries = 10;

export function describeStates(states: readonly ListedState[]): string {
  return states.length === 0
    ? 'No session has a state yet: nothing was run through the orchestrator.'
    : states.flatMap(describeListed).join('\n');
}

function describeListed({session, bytes, state, problem}: ListedState): string[] {
  return state === null
    ? [session, `  cannot be read: ${problem}`]
    : [
        session,
        `  changed   ${showTime(state.updated_at)}, ${formatCount(bytes)} bytes`,
        `  project   ${clipMiddle(state.project_root, 66)}`,
        `  holds     ${formatNumber(state.routings, 'routing')}, ${formatNumber(state.results, 'cached result')}`,
      ];
}

/** One state, with the last entries of its history. */
export function describeState(state: SessionState): string {
  const {routing_history: history, context, notes} = state;
  const preferences = Object.keys(context.user_preferences);
  return [
    state.session_id,
    `  project   ${clipMiddle(state.project_root, 66)}`,
    `  created   ${showTime(state.created_at)}`,
    `  changed   ${showTime(state.updated_at)}`,
    `  results   ${formatNumber(Object.keys(state.cached_results).length, 'cached result')}`,
    `  queue     ${state.work_queue.length === 0 ? 'no job' : state.work_queue.join(', ')}`,
    ...listNames('files', context.active_files),
    ...listNames(
      'edits',
      context.recent_edits.map(({file}) => file),
    ),
    ...listNames('wishes', preferences),
    `  history   ${formatNumber(history.length, 'routing')}${history.length > shownEntries ? `; the last ${shownEntries}:` : ''}`,
    ...history
      .slice(-shownEntries)
      .map(
        ({timestamp, request_hash, agent, result}) =>
          `    ${showTime(timestamp)}  ${request_hash.slice(0, 8)}  ${agent}: ${result}`,
      ),
    ...notes.flatMap(({at, code, detail}) =>
      wrapText(`Note, ${showTime(at)}: ${code}: ${detail}`, {width: 80, indent: '  '}),
    ),
  ].join('\n');
}

export function describeMerge(state: SessionState, from: string): string {
  const holds = [
    formatNumber(state.routing_history.length, 'routing'),
    formatNumber(Object.keys(state.cached_results).length, 'cached result'),
  ].join(', ');
  return `${state.session_id} now knows what ${from} knows: ${holds}.`;
}

export function describePrune({removed, shortened, leftovers, ...how}: PruneReport): string {
  const before = `last touched before ${showTime(how.cutoff)}`;
  const lines = [
    ...removed.map((session) => `  ${session}  all of it`),
    ...shortened.map(
      ({session, routings, results}) =>
        `  ${session}  ${formatNumber(routings, 'routing')}, ${formatNumber(results, 'cached result')}`,
    ),
    ...(leftovers.length === 0 ? [] : [`  ${formatNumber(leftovers.length, 'leftover file')}`]),
  ];
  if (lines.length === 0) {
    return `Nothing was ${before}.`;
  }
  return [how.isDryRun ? `Would go, ${before}:` : `Gone, ${before}:`, ...lines].join('\n');
}

export function describeRestore({state, from, aside}: RestoreReport): string {
  return [
    `${state.session_id} is back at what was written at ${showTime(from)}.`,
    aside === null
      ? 'What it replaced is the last good copy now: restore once more to go forward again.'
      : `The file that could not be understood is kept: ${aside}`,
  ].join('\n');
}

function listNames(title: string, names: readonly string[]): string[] {
  return names.length === 0
    ? []
    : names.map((name, at) => `  ${(at === 0 ? title : '').padEnd(9)} ${clipMiddle(name, 66)}`);
}

/** `2026-11-22 10:00:00`, in UTC as it was written. */
function showTime(iso: string): string {
  return iso.replace('T', ' ').replace(/(?:\.\d+)?Z$/, '');
}
