import {Command} from 'commander';
import type {JobChange} from '../../app/change-job.ts';
import type {Result} from '../../core/failure/failure.ts';
import {findTextProblem} from '../../core/queue/parse-import.ts';
import {readEnvironment} from '../../edge/environment.ts';
import {currentFolder, print, readLines} from '../../edge/terminal.ts';
import {readTextFile} from '../../edge/text-file.ts';
import {describeAdded, describeChange, describeJob, describeQueue} from '../describe-queue.ts';
import {finish} from '../finish.ts';
import {addJobOptions, draftWorld, type JobFlags, readJobFlags} from '../job-options.ts';
import {readTime} from '../period-options.ts';
import {usageError} from '../usage-error.ts';

interface Flags {
  json?: true;
}

const example = 'tierwise queue add "write tests for the parser"';

export function queueVerb(): Command {
  const verb = new Command('queue')
    .usage('<action> [arguments]')
    .summary('keep work for the night: add, look, change')
    .description(
      'Jobs that wait until your plan has quota to spare; `tierwise night` works them.\nAdding is free and possible anywhere; running asks for trust in the folder.',
    );
  addJobOptions(
    verb
      .command('add')
      .argument('[prompt]', 'what is to be done; - reads it from standard input')
      .description('add a job'),
  )
    .option('--json', 'one JSON object')
    .action(addAction);
  verb
    .command('list')
    .description('what waits, runs and has failed, in the order of the work')
    .option('-a, --all', 'what is done and cancelled, too')
    .option('--json', 'one JSON object: {jobs: [...]}')
    .action(async ({all, json}: Flags & {all?: true}) => {
      const {showQueue} = await import('../../app/show-queue.ts');
      const view = await showQueue(readEnvironment(), new Date());
      print(json ? JSON.stringify(view) : describeQueue(view, {all: all === true}));
    });
  verb
    .command('show')
    .argument('<job>', 'its id, or the beginning of it')
    .description('one job, with everything that happened to it')
    .option('--json', 'one JSON object')
    .action(async (id: string, flags: Flags) => {
      const {showJob} = await import('../../app/show-queue.ts');
      finish(await showJob(readEnvironment(), id, new Date()), flags, describeJob);
    });
  addJobOptions(
    verb
      .command('edit')
      .argument('<job>')
      .argument('[prompt]', 'in place of the old one')
      .description('say some of a waiting job anew'),
  )
    .option('--json', 'one JSON object')
    .action(editAction);
  addChange(verb, 'cancel', 'take a job out; a running one is ended', (load) => load.cancelJob);
  addChange(verb, 'retry', 'work an ended job once more', (load) => load.retryJob);
  verb
    .command('pause')
    .argument('[job]', 'one job (default: the whole queue)')
    .description('start nothing more until you resume it')
    .option('--json', 'one JSON object')
    .action((id: string | undefined, flags: Flags) => pauseAction(id, flags, true));
  verb
    .command('resume')
    .argument('[job]', 'one job (default: the whole queue)')
    .description('take back a pause')
    .option('--json', 'one JSON object')
    .action((id: string | undefined, flags: Flags) => pauseAction(id, flags, false));
  verb
    .command('clean')
    .description('forget jobs that ended, save those that open ones come after; branches stay')
    .option('--before <time>', 'only those that ended before: 7d, or a date', '0m')
    .option('--json', 'one JSON object')
    .action(cleanAction);
  verb
    .command('import')
    .argument('<file>', 'JSON, JSON lines, or one prompt per line; - reads standard input')
    .description('add all jobs of a file, or none')
    .option('--json', 'one JSON object: {jobs: [...]}')
    .action(importAction);
  return verb;
}

async function addAction(given: string | undefined, flags: JobFlags & Flags): Promise<void> {
  const prompt = given === '-' ? await readAll() : given;
  const draft = readJobFlags(prompt, flags);
  const problem = findTextProblem(draft);
  if (problem !== undefined) {
    throw usageError(problem, example);
  }
  const {addJob} = await import('../../app/add-jobs.ts');
  finish(await addJob(draft, addWorld()), flags, (job) => describeAdded([job]));
}

async function editAction(
  id: string,
  prompt: string | undefined,
  flags: JobFlags & Flags,
): Promise<void> {
  const draft = readJobFlags(prompt, flags);
  if (Object.keys(draft).length === 0) {
    throw usageError('Nothing is said anew.', `tierwise queue edit ${id} --priority 5`);
  }
  const {editJob} = await import('../../app/change-job.ts');
  finish(await editJob(readEnvironment(), id, draft), flags, (change) =>
    describeChange(change, 'changed'),
  );
}

async function pauseAction(id: string | undefined, flags: Flags, isPaused: boolean): Promise<void> {
  const word = isPaused ? 'paused' : 'resumed';
  if (id !== undefined) {
    const {pauseJob, resumeJob} = await import('../../app/change-job.ts');
    const result = await (isPaused ? pauseJob : resumeJob)(readEnvironment(), id);
    finish(result, flags, (change) => describeChange(change, word));
    return;
  }
  const {pauseQueue} = await import('../../app/pause-queue.ts');
  const hasChanged = pauseQueue(readEnvironment(), isPaused);
  print(
    flags.json
      ? JSON.stringify({isPaused, hasChanged})
      : isPaused
        ? `The queue is ${hasChanged ? '' : 'already '}paused: nothing more starts. Back: tierwise queue resume`
        : `The queue is ${hasChanged ? '' : 'already '}open.`,
  );
}

async function cleanAction({before = '0m', json}: Flags & {before?: string}): Promise<void> {
  const at = {now: new Date(), isEnd: true, call: 'tierwise queue clean'};
  const until = readTime('--before', before, at);
  const {cleanQueue} = await import('../../app/clean-queue.ts');
  const removed = cleanQueue(readEnvironment(), new Date(until));
  print(
    json
      ? JSON.stringify({removed})
      : removed.length === 0
        ? 'There was nothing to forget.'
        : `Forgot ${removed.length} ended job${removed.length === 1 ? '' : 's'}.`,
  );
}

async function importAction(file: string, flags: Flags): Promise<void> {
  const text = file === '-' ? await readAll() : readTextFile(file);
  if (text === undefined) {
    throw usageError(`There is no file ${file}.`, 'tierwise queue import jobs.json');
  }
  const {importJobs} = await import('../../app/add-jobs.ts');
  const added = await importJobs({file, text}, addWorld(), draftWorld(new Date()));
  finish(added.ok ? {ok: true, value: {jobs: added.value}} : added, flags, ({jobs}) =>
    describeAdded(jobs),
  );
}

type ChangeUse = (
  environment: ReturnType<typeof readEnvironment>,
  id: string,
) => Result<JobChange> | Promise<Result<JobChange>>;

function addChange(
  verb: Command,
  name: 'cancel' | 'retry',
  description: string,
  choose: (load: typeof import('../../app/change-job.ts')) => ChangeUse,
): void {
  const words = {cancel: 'cancelled', retry: 'back in the queue'};
  verb
    .command(name)
    .argument('<job>', 'its id, or the beginning of it')
    .description(description)
    .option('--json', 'one JSON object')
    .action(async (id: string, flags: Flags) => {
      const change = choose(await import('../../app/change-job.ts'));
      finish(await change(readEnvironment(), id), flags, (done) =>
        describeChange(done, words[name]),
      );
    });
}

function addWorld() {
  return {environment: readEnvironment(), cwd: currentFolder(), now: new Date()};
}

async function readAll(): Promise<string> {
  const lines: string[] = [];
  for await (const line of readLines()) {
    lines.push(line);
  }
  return lines.join('\n');
}
