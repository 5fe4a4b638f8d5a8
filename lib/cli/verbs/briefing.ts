import {Command} from 'commander';
import {writeMarkdownBriefing} from '../../core/night/briefing.ts';
import {readEnvironment} from '../../edge/environment.ts';
import {print} from '../../edge/terminal.ts';
import {readPeriod} from '../period-options.ts';

export function briefingVerb(): Command {
  return new Command('briefing')
    .summary('say what was done while you were away')
    .description(
      'What was done and what failed and why, which branches are to be looked at and how,\nwhat waits for you, and what the night used. As Markdown.',
    )
    .option('--since <time>', 'from then on: 7d, 24h, or a date', '24h')
    .option('--json', 'one JSON object')
    .action(async ({since, json}: {since: string; json?: true}) => {
      const period = readPeriod({since}, {now: new Date(), call: 'tierwise briefing'});
      const {briefPerson} = await import('../../app/brief-person.ts');
      const briefing = await briefPerson(readEnvironment(), Date.parse(period.since ?? ''));
      print(json ? JSON.stringify(briefing) : writeMarkdownBriefing(briefing));
    });
}
