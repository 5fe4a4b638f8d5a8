import {Command, Option} from 'commander';
import {type GraphFormat, graphFormats} from '../../core/workflow/graph-format.ts';
import {readEnvironment} from '../../edge/environment.ts';
import {paths} from '../../edge/paths.ts';
import {currentFolder, print, printError} from '../../edge/terminal.ts';
import {finish} from '../finish.ts';

interface Flags {
  json?: true;
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
