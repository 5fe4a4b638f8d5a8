import {Command} from 'commander';
import {listSessionStates} from '../../app/list-session-states.ts';
import {showState} from '../../app/show-state.ts';
import {readEnvironment} from '../../edge/environment.ts';
import {describeState, describeStates} from '../describe-state.ts';
import {finish} from '../finish.ts';

interface Flags {
  json?: true;
}

export function stateVerb(): Command {
  const verb = new Command('state')
    .usage('<action> [arguments]')
    .summary('what later runs of a session know of earlier ones')
    .description(
      'Shows and tends the state of sessions: where requests went, cached results, jobs, files.',
    );
  verb
    .command('show')
    .argument('[session]', 'the id of a session (default: a list of all)')
    .description('what is known of a session')
    .option('--request <text>', 'only the routings of this request')
    .option('--json', 'one JSON object, or an array of all')
    .action(async (session: string | undefined, flags: Flags & {request?: string}) => {
      const environment = readEnvironment();
      if (session === undefined) {
        finish({ok: true, value: listSessionStates(environment)}, flags, describeStates);
      } else {
        finish(await showState(environment, session, flags.request), flags, describeState);
      }
    });
  return verb;
}
