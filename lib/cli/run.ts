import {Command, CommanderError} from 'commander';
import {logBug} from '../app/log-bug.ts';
import type {Failure} from '../core/failure/failure.ts';
import {fileFailure} from '../core/failure/file-failure.ts';
import {version} from '../core/version.ts';
import {readEnvironment} from '../edge/environment.ts';
import {commandLine, setExitCode} from '../edge/terminal.ts';
import {finishFailure} from './finish.ts';
import {UsageError} from './usage-error.ts';
import {placeOfVerb, writeExamples} from './verb-help.ts';

/** Runs the call: one verb, and whatever goes wrong is said in one way. */
export async function run(verbs: readonly Command[]): Promise<void> {
  const program = buildProgram(verbs);
  try {
    await program.parseAsync([...commandLine()], {from: 'user'});
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) {
      return;
    }
    if (error instanceof CommanderError && error.code === 'commander.help') {
      setExitCode(2);
      return;
    }
    finishFailure(toFailure(error, verbOf(program)), {isJson: commandLine().includes('--json')});
  }
}

function buildProgram(verbs: readonly Command[]): Command {
  const program = new Command('tierwise')
    .usage('<verb> [options]')
    .description(
      'Sends every prompt to the right-sized Claude, and proves which model did the work.',
    )
    .version(version, '-V, --version', 'print the version');
  const sorted = [...verbs].sort(
    (left, right) => placeOfVerb(left.name()).rank - placeOfVerb(right.name()).rank,
  );
  for (const verb of sorted) {
    program.addCommand(verb.helpGroup(placeOfVerb(verb.name()).heading));
  }
  program.addHelpCommand(
    new Command('help')
      .argument('[verb]')
      .description('print the help of a verb')
      .helpGroup(placeOfVerb('uninstall').heading),
  );
  program.addHelpText('after', closing);
  dress(program);
  // The verbs come first, so the two options stand in the closing lines.
  return program.configureHelp({...program.configureHelp(), visibleOptions: () => []});
}

const closing = `
  -V, --version   print the version
  -h, --help      print this help

Help with examples: tierwise <verb> --help
Something is wrong? tierwise doctor`;

/** What all verbs and their actions have in common: the look of their help, and no output of theirs. */
function dress(command: Command): void {
  command
    // Line breaks of the source are not those of an 80 column page.
    .description(command.description().replaceAll('\n', ' '))
    .helpOption('-h, --help', 'print this help')
    .configureHelp({helpWidth: 80, subcommandTerm: writeTerm})
    // Failures are ours to print: what, why, what now.
    .configureOutput({outputError: () => undefined})
    .exitOverride();
  const examples = writeExamples(nameOf(command));
  if (examples !== '') {
    command.addHelpText('after', examples);
  }
  if (command.parent) {
    command.helpCommand(false);
  }
  command.commands.forEach(dress);
}

/** `config set <key> <value>`: that it takes options is said where they are listed. */
function writeTerm(command: Command): string {
  const args = command.registeredArguments.map((argument) =>
    argument.required ? `<${argument.name()}>` : `[${argument.name()}]`,
  );
  return [command.name(), ...args].join(' ');
}

/** `config set`, without the program's own name. */
function nameOf(command: Command): string {
  const {parent} = command;
  return parent?.parent ? `${nameOf(parent)} ${command.name()}` : command.name();
}

/** The verb that was called, if it is one. */
function verbOf(program: Command): string | undefined {
  return program.commands.map((each) => each.name()).find((name) => name === commandLine()[0]);
}

function toFailure(error: unknown, verb: string | undefined): Failure {
  if (error instanceof UsageError) {
    return {code: 'usage', problem: error.problem, example: error.example};
  }
  if (error instanceof CommanderError) {
    const problem = error.message.replace(/^error: /, '').replace(/\s*\n\s*/g, ' ');
    return {
      code: 'usage',
      problem: sentence(problem),
      example: ['tierwise', ...(verb ? [verb] : []), '--help'].join(' '),
    };
  }
  const failure = fileFailure(error);
  if (failure !== undefined) {
    return failure;
  }
  logBug(readEnvironment(), error);
  return {code: 'unexpected', message: error instanceof Error ? error.message : String(error)};
}

function sentence(text: string): string {
  const first = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.?!)]$/.test(first) ? first : `${first}.`;
}
