import {Command} from 'commander';
import {cleanRuns} from '../../app/clean-runs.ts';
import {findRun, listRuns} from '../../app/find-run.ts';
import {killRun} from '../../app/kill-run.ts';
import {resumeRun} from '../../app/resume-run.ts';
import {showRun} from '../../app/show-run.ts';
import {parseTime} from '../../core/metrics/parse-time.ts';
import {readEnvironment} from '../../edge/environment.ts';
import {currentFolder, print} from '../../edge/terminal.ts';
import {describeRunList, describeShownRun} from '../describe-runs.ts';
import {finish, finishFailure} from '../finish.ts';
import {usageError} from '../usage-error.ts';
import {workOnRun} from '../work-on-run.ts';

interface Flags {
  json?: true;
  quiet?: true;
}

export function runsVerb(): Command {
  return new Command('runs')
    .summary('look at runs, resume or end them: list, show, resume, kill, clean')
    .description(
      'Every run keeps a journal. A run whose process is gone goes on from there, and never does twice what is done.',
    )
    .addCommand(listAction())
    .addCommand(showAction())
    .addCommand(resumeAction())
    .addCommand(killAction())
    .addCommand(cleanAction());
}

function listAction(): Command {
  return new Command('list')
    .summary('every run, newest first')
    .description('Lists the runs, newest first.')
    .option('--json', 'one JSON object')
    .action((flags: Flags) => {
      const runs = listRuns(readEnvironment());
      if (flags.json) {
        print(
          JSON.stringify({
            runs: runs.map(({run, presence, state, holder}) => ({
              run_id: run,
              status: presence,
              kind: state?.kind ?? null,
              created_at: state?.created_at ?? null,
              updated_at: state?.updated_at ?? null,
              cwd: state?.spec.cwd ?? null,
              pid: holder ?? null,
            })),
          }),
        );
        return;
      }
      print(describeRunList(runs));
    });
}

function showAction(): Command {
  return new Command('show')
    .summary('one run: its attempts, and what was said')
    .description('Shows a run: what was asked, each attempt, and the last words of the agent.')
    .argument('<run>', 'its id, or the beginning of it')
    .option('--json', 'one JSON object')
    .action((name: string, flags: Flags) => {
      const found = findRun(readEnvironment(), name);
      const shown = found.ok ? showRun(found.value) : undefined;
      if (!found.ok) {
        finishFailure(found.failure, {isJson: flags.json === true});
      } else if (shown === undefined) {
        const {run, files} = found.value;
        const failure = {code: 'run-broken', run, file: files.journal} as const;
        finishFailure(failure, {isJson: flags.json === true});
      } else {
        print(flags.json ? JSON.stringify(shown.summary) : describeShownRun(shown));
      }
    });
}

function resumeAction(): Command {
  return new Command('resume')
    .summary('go on with a run where it stopped')
    .description(
      'Goes on with a run: a client that still works is waited for, what is done is not done again.',
    )
    .argument('[run]', 'its id (default: the newest unfinished run of this folder)')
    .option('--json', 'one JSON object instead of the answer')
    .option('--quiet', 'no progress')
    .action(async (name: string | undefined, flags: Flags) => {
      const environment = readEnvironment();
      const isJson = flags.json === true;
      const resumed = resumeRun(name, {environment, folder: currentFolder(), kind: 'run'});
      if (!resumed.ok) {
        finishFailure(resumed.failure, {isJson});
        return;
      }
      const isQuiet = flags.quiet === true;
      await workOnRun(resumed.value, environment, {isJson, isQuiet});
    });
}

function killAction(): Command {
  return new Command('kill')
    .summary('end a run with everything that it started')
    .description('Ends a run and every process that it started. It can be resumed.')
    .argument('<run>', 'its id, or the beginning of it')
    .option('--json', 'one JSON object')
    .action(async (name: string, flags: Flags) => {
      finish(await killRun(readEnvironment(), name), flags, ({run, orphans}) =>
        orphans === 0
          ? `Run ${run} is stopped.`
          : `Run ${run} is stopped; ${orphans} client of it was still at work, and was ended.`,
      );
    });
}

function cleanAction(): Command {
  return new Command('clean')
    .summary('remove runs that are over')
    .description(
      'Removes what runs left behind: those named, or all that are over and old. Runs that wait or are at work stay.',
    )
    .argument('[runs...]', 'their ids')
    .option('--older-than <time>', 'such as 7d or 12h', '30d')
    .option('--json', 'one JSON object')
    .action(async (names: string[], flags: Flags & {olderThan: string}) => {
      const before = parseTime(flags.olderThan, {now: new Date(), isEnd: false});
      if (before === undefined) {
        throw usageError(
          `--older-than takes a time such as 7d or 12h, and not "${flags.olderThan}".`,
          'tierwise runs clean --older-than 7d',
        );
      }
      const cleaned = await cleanRuns(readEnvironment(), {names, before: new Date(before)});
      finish(cleaned, flags, (removed) =>
        removed.length === 0 ? 'There was nothing to remove.' : `Removed: ${removed.join(', ')}`,
      );
    });
}
