import {Command, Option} from 'commander';
import {type QualityReport, reportQuality} from '../../app/report-quality.ts';
import {reportUsage} from '../../app/report-usage.ts';
import {type Grouping, groupings} from '../../core/metrics/summarise-turns.ts';
import {readEnvironment} from '../../edge/environment.ts';
import {print} from '../../edge/terminal.ts';
import {describeQuality} from '../describe-quality.ts';
import {describeReport} from '../describe-report.ts';
import {addPeriodOptions, type PeriodFlags, readPeriod} from '../period-options.ts';
import {writeReportCsv} from '../write-report-csv.ts';

interface Flags extends PeriodFlags {
  by: Grouping;
  json?: true;
  csv?: true;
  quality?: true;
}

export function reportVerb(): Command {
  return addPeriodOptions(
    new Command('report')
      .summary('say what ran where, what it cost and what that saved')
      .description(
        'Joins what was decided with the transcripts: turns, tokens and cost by model, what\nthe same work would have cost on the base model, and what the hooks add to a prompt.',
      ),
  )
    .addOption(
      new Option('--by <group>', 'the rows of the table').choices(groupings).default('tier'),
    )
    .addOption(
      new Option(
        '--quality',
        'how often your next step took a decision back, by tier and kind',
      ).conflicts(['by', 'csv']),
    )
    .option('--json', 'one JSON object, with everything')
    .addOption(new Option('--csv', 'the table as CSV').conflicts('json'))
    .action((flags: Flags) => {
      const call = `tierwise report${flags.quality ? ' --quality' : ''}`;
      const period = readPeriod(flags, {now: new Date(), call});
      const request = {environment: readEnvironment(), period};
      print(
        flags.quality
          ? writeQuality(reportQuality(request), flags)
          : write(reportUsage({...request, by: flags.by}), flags),
      );
    });
}

function writeQuality(report: QualityReport, {json}: Flags): string {
  return json ? JSON.stringify(report) : describeQuality(report);
}

function write(report: ReturnType<typeof reportUsage>, {json, csv}: Flags): string {
  if (json) {
    return JSON.stringify(report);
  }
  return csv ? writeReportCsv(report) : describeReport(report);
}
