import {Argument, Command} from 'commander';
import {readBreakerStates} from '../../app/read-breakers.ts';
import {resetBreakers} from '../../app/reset-breakers.ts';
import {type Tier, tiers} from '../../core/tier.ts';
import {readEnvironment} from '../../edge/environment.ts';
import {print} from '../../edge/terminal.ts';
import {finish} from '../finish.ts';

export function breakerVerb(): Command {
  const status = new Command('status')
    .summary('say which tiers are held back, and why')
    .description('Says for each tier whether runs may send to it, and why not.')
    .option('--json', 'one JSON object')
    .action((flags: {json?: true}) => {
      const breakers = readBreakerStates(readEnvironment());
      print(flags.json ? JSON.stringify({breakers}) : breakers.map(describe).join('\n'));
    });
  const reset = new Command('reset')
    .summary('let runs send to a tier again, at once')
    .description('Closes the breaker of a tier, or of all of them.')
    .addArgument(new Argument('[tier]', 'one tier alone').choices([...tiers]))
    .option('--json', 'one JSON object')
    .action(async (tier: Tier | undefined, flags: {json?: true}) => {
      finish(await resetBreakers(readEnvironment(), tier), flags, (opened) =>
        opened.length === 0
          ? 'No breaker was open.'
          : `Closed: ${opened.join(', ')}. Runs send there again.`,
      );
    });
  return new Command('breaker')
    .summary('hold back tiers that keep failing: status, reset')
    .description(
      'After five failures in a row nothing is sent to a tier for a minute; then one attempt tries. All runs share this.',
    )
    .addCommand(status)
    .addCommand(reset);
}

function describe({
  tier,
  state,
  failures,
  reason,
  until,
}: ReturnType<typeof readBreakerStates>[number]): string {
  const name = tier.padEnd(8);
  switch (state) {
    case 'closed':
      return failures === 0
        ? `${name}closed`
        : `${name}closed    ${failures} failed in a row: ${reason}`;
    case 'open':
      return `${name}open      until ${until}: ${reason}`;
    case 'half-open':
      return `${name}trying    one attempt is under way: ${reason}`;
  }
}
