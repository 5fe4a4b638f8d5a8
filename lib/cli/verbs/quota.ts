import {Command} from 'commander';
import {readEnvironment} from '../../edge/environment.ts';
import {print} from '../../edge/terminal.ts';
import {describeQuota} from '../describe-quota.ts';

export function quotaVerb(): Command {
  return new Command('quota')
    .summary('say what is left of your plan, and for whom')
    .description(
      'Shows both windows of your plan, what you will probably need, what is kept for you,\nand how much of the last weeks expired. Only what the client itself has told.',
    )
    .option('--json', 'one JSON object')
    .action(async ({json}: {json?: true}) => {
      const {reportQuota} = await import('../../app/report-quota.ts');
      const report = await reportQuota(readEnvironment(), new Date());
      print(json ? JSON.stringify(report) : describeQuota(report));
    });
}
