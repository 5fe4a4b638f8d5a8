import {Command, Option} from 'commander';
import {explainEconomy} from '../../app/explain-economy.ts';
import {explainRoute} from '../../app/explain-route.ts';
import {routeBatchLine} from '../../app/route-batch.ts';
import type {Decision} from '../../core/decision/decide.ts';
import type {Bias} from '../../core/routing/settle-tier.ts';
import {type Environment, readEnvironment} from '../../edge/environment.ts';
import {paths} from '../../edge/paths.ts';
import {readWorkMemory} from '../../edge/session-file.ts';
import {currentFolder, print, readLines} from '../../edge/terminal.ts';
import {usageError} from '../usage-error.ts';

interface Flags {
  json?: true;
  explain?: true;
  batch?: true;
  base?: string;
  bias?: Bias;
  session?: string;
}

export function routeVerb(): Command {
  return new Command('route')
    .summary('say where a prompt would run, and why; sends nothing')
    .description(
      'Says which tier a prompt needs and where it would run from a session on opus\n(or --base). Nothing is sent and nothing is stored.',
    )
    .argument('[prompt]', 'the prompt, as you would type it')
    .option('--explain', 'every reason, the caps and the decision')
    .option('--json', 'one JSON object')
    .option('--batch', 'JSON lines {"id","prompt"} on standard input, one line out per line in')
    .option('--base <model>', "the session's own model (default: opus)")
    .option('--session <id>', 'as in this session: its /tier, and what failed there (hooks)')
    .addOption(
      new Option('--bias <bias>', 'where on the curve (default: quality)').choices([
        'quality',
        'balanced',
        'saver',
      ]),
    )
    .action(route);
}

async function route(prompt: string | undefined, flags: Flags): Promise<void> {
  if (flags.batch) {
    for await (const line of readLines()) {
      print(JSON.stringify(routeBatchLine(line, flags.bias ?? 'quality')));
    }
    return;
  }
  if (prompt === undefined || prompt.trim() === '') {
    throw usageError(
      'There is no prompt to route.',
      'tierwise route "run the tests and show me the failures"',
    );
  }
  const environment = readEnvironment();
  const folder = currentFolder();
  requireSession(flags.session, environment);
  const decision = explainRoute(prompt, environment, folder, flags);
  if (flags.explain && !flags.json) {
    const sums = explainEconomy(decision, environment, {folder, base: flags.base});
    print([explain(decision), ...sums].join('\n'));
    return;
  }
  print(flags.json ? toJson(decision) : summarise(decision));
}

/** A mistyped id would be answered as if nothing had ever failed. */
function requireSession(session: string | undefined, environment: Environment): void {
  if (session === undefined || readWorkMemory(paths(environment).sessions, session)) {
    return;
  }
  throw usageError(`Nothing is known of a session "${session}".`, 'tierwise why last');
}

function toJson({route: needed, tier, base, because, reasons}: Decision): string {
  return JSON.stringify({...needed, decision: {tier, base: base ?? null, because, reasons}});
}

function summarise({tier, route: needed, because}: Decision): string {
  return `${tier} - ${needed.kind}${needed.risk ? ', risky' : ''} - ${because}`;
}

function explain(decision: Decision): string {
  const {route: needed, tier, base, maxTier, reasons, refusal} = decision;
  return [
    `runs on     ${tier === 'stay' ? "stay (the session's own model)" : tier}`,
    `needs       ${needed.tier}, confidence ${needed.confidence.toFixed(2)}`,
    `kind        ${needed.kind}`,
    `risk        ${needed.risk ? 'yes: never moved down' : 'no'}`,
    `base        ${base ?? 'unknown model name: stay'}`,
    `at most     ${maxTier}`,
    ...reasons.map((reason, at) => `${at === 0 ? 'because' : '       '}     ${reason}`),
    ...(refusal === undefined ? [] : [`refused     ${refusal}`]),
  ].join('\n');
}
