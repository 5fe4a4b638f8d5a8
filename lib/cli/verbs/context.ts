import {Command} from 'commander';
import {receiveContext} from '../../app/pass-context.ts';
import {readEnvironment} from '../../edge/environment.ts';
import {finish} from '../finish.ts';

export function contextVerb(): Command {
  return new Command('context')
    .summary('inside a run: the values that it was given')
    .description(
      'Prints what a run handed to this process: its TIERWISE_CTX_ variables, and the large\nvalues in the file that TIERWISE_CONTEXT_FILE names. For scripts that a run starts.',
    )
    .argument('[name]', 'one value, as it is (default: the names of all)')
    .option('--json', 'one JSON object, values by name')
    .action((name: string | undefined, flags: {json?: true}) => {
      finish(receiveContext(readEnvironment(), name), flags, (values) =>
        name === undefined ? describe(Object.keys(values)) : Object.values(values).join(''),
      );
    });
}

function describe(names: readonly string[]): string {
  return names.length === 0 ? 'This process was given no context.' : names.join('\n');
}
