import {Command, Option} from 'commander';
import type {OpenWorkflow} from '../../app/start-workflow.ts';
import type {WorkflowEngine} from '../../app/workflow-engine.ts';
import type {Result} from '../../core/failure/failure.ts';
import {type GraphFormat, graphFormats} from '../../core/workflow/graph-format.ts';
import {readEnvironment} from '../../edge/environment.ts';
import {paths} from '../../edge/paths.ts';
import {currentFolder, print, printError} from '../../edge/terminal.ts';
import {collectValues} from '../collect-values.ts';
import {finish, finishFailure} from '../finish.ts';
import {listenForStop} from '../listen-for-stop.ts';
import {usageError} from '../usage-error.ts';

interface Flags {
  json?: true;
}

interface RunFlags extends Flags {
  events?: true;
  quiet?: true;
}

/** yaml, zod and CEL are slow to start: only who calls this verb waits for them. */
const load = () => import('../../app/load-workflow.ts');
const loadWords = () => import('../describe-workflow.ts');

export function workflowVerb(): Command {
  const verb = new Command('workflow')
    .usage('<action> [arguments]')
    .summary('run a graph of agents from a file')
    .description(
      'Runs the steps of a file, in parallel where they can, and picks up where a run stopped.\nHow a file is written: docs/workflows.md',
    );
  withRunFlags(
    verb
      .command('run')
      .argument('<workflow>', 'a path, or a name from `workflow list`')
      .description('run a workflow')
      .option('--input <name=value>', 'a value for an input; may be repeated', collectValues, []),
  ).action(run);
  withRunFlags(
    verb
      .command('resume')
      .argument('[run]', 'its id (default: the newest unfinished one of this folder)')
      .description('go on with a run where it stopped; what is done is not done again')
      .option('--accept-changes', 'go on with the file as it is now'),
  ).action(resume);
  withRunFlags(
    verb
      .command('retry')
      .argument('<run>', 'its id, or the beginning of it')
      .description('do a step again, and all that comes after it, in a new run')
      .requiredOption('--from <step>', 'the first step to do again'),
  ).action(retry);
  verb
    .command('status')
    .argument('[run]', 'its id (default: the newest one of this folder)')
    .description('how a run stands, step by step')
    .option('--json', 'one JSON object')
    .action(status);
  verb
    .command('logs')
    .argument('[run]')
    .description('the journal of a run; of one step, also what it said')
    .option('--step <step>', 'only that step')
    .option('--json', 'one JSON object')
    .action(logs);
  verb
    .command('list')
    .description('the workflows that can be called by name here')
    .option('--json', 'one JSON array')
    .action(list);
  verb
    .command('validate')
    .argument('<workflow>', 'a path, or a name from `workflow list`')
    .description('check a file: every error with its line, column and what to do')
    .option('--json', 'one JSON object')
    .action(validate);
  verb
    .command('plan')
    .argument('<workflow>')
    .description('what a run would do, in which order, and what it may cost')
    .option('--json', 'one JSON object')
    .action(plan);
  verb
    .command('graph')
    .argument('<workflow>')
    .description('the graph as text')
    .addOption(new Option('--format <format>', 'how').choices(graphFormats).default('text'))
    .action(graph);
  return verb;
}

async function list(flags: Flags): Promise<void> {
  const environment = readEnvironment();
  const listed = await (await load()).listWorkflows(environment, currentFolder());
  const {describeWorkflows} = await loadWords();
  print(
    flags.json ? JSON.stringify(listed) : describeWorkflows(listed, paths(environment).workflows),
  );
}

async function validate(name: string, flags: Flags): Promise<void> {
  const loaded = await (await load()).loadWorkflow(readEnvironment(), currentFolder(), name);
  const {describeWarnings} = await loadWords();
  const checked = loaded.ok
    ? {
        ok: true as const,
        value: {
          file: loaded.value.file,
          steps: loaded.value.workflow.steps.length,
          warnings: loaded.value.warnings,
        },
      }
    : loaded;
  finish(checked, flags, ({file, steps, warnings}) =>
    [
      ...describeWarnings(warnings, file),
      `${file}: ${steps === 1 ? 'one step' : `${steps} steps`}, no errors.`,
    ].join('\n'),
  );
}

async function plan(name: string, flags: Flags): Promise<void> {
  const {planRun} = await import('../../app/plan-run.ts');
  const planned = await planRun(readEnvironment(), currentFolder(), name);
  const {describePlan} = await loadWords();
  finish(planned, flags, describePlan);
}

async function graph(name: string, {format}: {format: GraphFormat}): Promise<void> {
  const loaded = await (await load()).loadWorkflow(readEnvironment(), currentFolder(), name);
  const {drawGraph} = await import('../../core/workflow/draw-graph.ts');
  if (loaded.ok) {
    printError(loaded.value.file);
  }
  finish(loaded, {}, (found) => drawGraph(found.workflow, found.graph, format));
}

function withRunFlags(command: Command): Command {
  return command
    .option('--json', 'one JSON object instead of the answers')
    .option('--events', 'JSON lines of what happens, the result last')
    .option('--quiet', 'no progress');
}

async function run(name: string, flags: RunFlags & {input: string[]}): Promise<void> {
  const given = flags.input.map(readPair);
  const engine = await openEngine();
  await execute(engine, await engine.submit({folder: currentFolder(), name, given}), flags);
}

async function openEngine(): Promise<WorkflowEngine<OpenWorkflow>> {
  const {localEngine} = await import('../../app/workflow-engine.ts');
  return localEngine(readEnvironment());
}

function readPair(text: string): [name: string, value: string] {
  const at = text.indexOf('=');
  if (at < 1) {
    throw usageError(
      `--input takes name=value, and not "${text}".`,
      'tierwise workflow run research --input topic=cats',
    );
  }
  return [text.slice(0, at), text.slice(at + 1)];
}

async function resume(
  name: string | undefined,
  flags: RunFlags & {acceptChanges?: true},
): Promise<void> {
  const engine = await openEngine();
  const acceptsChanges = flags.acceptChanges === true;
  const request = {folder: currentFolder(), name, acceptsChanges};
  await execute(engine, await engine.resume(request), flags);
}

async function retry(name: string, flags: RunFlags & {from: string}): Promise<void> {
  const engine = await openEngine();
  await execute(engine, engine.retry({name, from: flags.from}), flags);
}

async function execute(
  engine: WorkflowEngine<OpenWorkflow>,
  opened: Result<OpenWorkflow>,
  flags: RunFlags,
): Promise<void> {
  if (!opened.ok) {
    finishFailure(opened.failure, {isJson: flags.json === true || flags.events === true});
    return;
  }
  const {chooseProgress, openWorkflowProgress} = await import('../show-workflow-progress.ts');
  const {finishWorkflow} = await import('../finish-workflow.ts');
  const progress = await openWorkflowProgress(chooseProgress(flags));
  const stop = listenForStop();
  try {
    const end = await engine.run(opened.value, {signal: stop.signal, watch: progress.notify});
    progress.close();
    finishWorkflow(end, flags);
  } finally {
    progress.close();
    stop.end();
  }
}

async function status(name: string | undefined, flags: Flags): Promise<void> {
  const found = (await openEngine()).status(currentFolder(), name);
  const {describeWorkflowRun} = await import('../describe-workflow-run.ts');
  finish(found, flags, describeWorkflowRun);
}

async function logs(name: string | undefined, flags: Flags & {step?: string}): Promise<void> {
  const {readWorkflowLog} = await import('../../app/show-workflow.ts');
  const {describeWorkflowLog} = await import('../describe-workflow-run.ts');
  const log = readWorkflowLog(readEnvironment(), currentFolder(), {name, step: flags.step});
  finish(log, flags, describeWorkflowLog);
}
