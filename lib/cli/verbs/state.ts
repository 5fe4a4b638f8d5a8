import {Command} from 'commander';
import {readEnvironment} from '../../edge/environment.ts';
import {
  describeMerge,
  describePrune,
  describeRestore,
  describeState,
  describeStates,
} from '../describe-state.ts';
import {finish} from '../finish.ts';
import {readTime} from '../period-options.ts';
import {usageError} from '../usage-error.ts';

interface Flags {
  json?: true;
}

export function stateVerb(): Command {
  const verb = new Command('state')
    .usage('<action> [arguments]')
    .summary('show and tend what later runs of a session know')
    .description(
      'Shows and tends the state of sessions: where requests went, cached results, jobs, files.',
    );
  verb
    .command('show')
    .argument('[session]', 'the id of a session (default: a list of all)')
    .description('what is known of a session')
    .option('--request <text>', 'only the routings of this request')
    .option('--json', 'one JSON object, or an array of all')
    .action(show);
  verb
    .command('merge')
    .argument('<from>', 'the id of a session; it stays as it is')
    .argument('<into>', 'the id of the session that learns from it')
    .description('add what one session knows to another')
    .option('--json', 'one JSON object')
    .action(merge);
  verb
    .command('prune')
    .description('remove old sessions, and old entries of young ones')
    .option('--older-than <time>', 'last touched before: 30d, 12h, or a date (UTC)', '30d')
    .option('--dry-run', 'say what would go; remove nothing')
    .option('--json', 'one JSON object')
    .action(prune);
  verb
    .command('restore')
    .argument('<session>', 'the id of a session')
    .description('go back to the last good copy; once more is as before')
    .option('--json', 'one JSON object')
    .action(restore);
  return verb;
}

/** proper-lockfile is slow to start: only who calls this verb waits for it. */
async function show(session: string | undefined, flags: Flags & {request?: string}): Promise<void> {
  const environment = readEnvironment();
  if (session === undefined) {
    const {listSessionStates} = await import('../../app/list-session-states.ts');
    finish({ok: true, value: listSessionStates(environment)}, flags, describeStates);
    return;
  }
  const {showState} = await import('../../app/show-state.ts');
  finish(await showState(environment, session, flags.request), flags, describeState);
}

async function merge(from: string, into: string, flags: Flags): Promise<void> {
  if (from === into) {
    throw usageError('A session cannot be merged into itself.', 'tierwise state show');
  }
  const {mergeSessions} = await import('../../app/merge-sessions.ts');
  finish(await mergeSessions(readEnvironment(), {from, into}), flags, (state) =>
    describeMerge(state, from),
  );
}

async function prune(flags: Flags & {olderThan: string; dryRun?: true}): Promise<void> {
  const at = {now: new Date(), isEnd: false, call: 'tierwise state prune'};
  const cutoff = readTime('--older-than', flags.olderThan, at);
  const {pruneStates} = await import('../../app/prune-states.ts');
  const isDryRun = flags.dryRun === true;
  finish(await pruneStates(readEnvironment(), {cutoff, isDryRun}), flags, describePrune);
}

async function restore(session: string, flags: Flags): Promise<void> {
  const {restoreState} = await import('../../app/restore-state.ts');
  finish(await restoreState(readEnvironment(), session), flags, describeRestore);
}
