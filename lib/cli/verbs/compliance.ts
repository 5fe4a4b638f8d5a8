import {Command} from 'commander';
import {reportCompliance} from '../../app/report-compliance.ts';
import {readEnvironment} from '../../edge/environment.ts';
import {print} from '../../edge/terminal.ts';
import {describeCompliance} from '../describe-compliance.ts';
import {addPeriodOptions, type PeriodFlags, readPeriod} from '../period-options.ts';

export function complianceVerb(): Command {
  return addPeriodOptions(
    new Command('compliance')
      .summary('say whether what was decided is what ran')
      .description(
        'Counts the turns that were to run elsewhere, and holds each against the models that\nreally answered. Turns that stay are not counted, unknown ones never as followed.',
      ),
  )
    .option('--json', 'one JSON object')
    .action((flags: PeriodFlags & {json?: true}) => {
      const report = reportCompliance({
        environment: readEnvironment(),
        period: readPeriod(flags, {now: new Date(), call: 'tierwise compliance'}),
      });
      print(flags.json ? JSON.stringify(report) : describeCompliance(report));
    });
}
