import {Command} from 'commander';
import type {Diagnosis} from '../../app/diagnose.ts';
import {describeFinding} from '../../core/health/describe-finding.ts';
import type {Check, Finding, Severity} from '../../core/health/finding.ts';
import {readEnvironment} from '../../edge/environment.ts';
import {currentFolder, print, setExitCode} from '../../edge/terminal.ts';
import {callable} from '../finish.ts';
import {wrapText} from '../wrap-text.ts';

export function doctorVerb(): Command {
  return new Command('doctor')
    .summary('find out why routing does not work, and how to repair it')
    .description(
      'Looks at everything that has to be right for a prompt in this folder to be routed,\nand tries the installed hooks in a folder of their own. Changes nothing.\nThe exit code is 1 when there is a problem.',
    )
    .option('--json', 'one JSON object')
    .action(async ({json}: {json?: true}) => {
      const {diagnose} = await import('../../app/diagnose.ts');
      const diagnosis = await diagnose(readEnvironment(), currentFolder());
      print(json ? JSON.stringify(toJson(diagnosis)) : describe(diagnosis));
      if (!diagnosis.isHealthy) {
        setExitCode(1);
      }
    });
}

function toJson({version, isHealthy, groups}: Diagnosis) {
  return {
    version,
    isHealthy,
    findings: listFindings(groups.flatMap(({checks}) => checks)).map((each) => ({
      ...each,
      ...describeFinding(each),
    })),
    healthy: groups.flatMap(({checks}) =>
      checks.flatMap(({healthy, findings}) =>
        healthy !== undefined && findings.length === 0 ? [healthy] : [],
      ),
    ),
  };
}

function describe({version, groups}: Diagnosis): string {
  const findings = listFindings(groups.flatMap(({checks}) => checks));
  return [
    `tierwise ${version}`,
    ...groups.flatMap(({name, checks}) => {
      const lines = checks.flatMap(describeCheck);
      return lines.length === 0 ? [] : ['', name, ...lines];
    }),
    '',
    summarise(findings),
  ].join('\n');
}

function describeCheck({healthy, findings}: Check): string[] {
  const isFine = findings.every(({severity}) => severity === 'note');
  return [
    ...(healthy !== undefined && healthy !== '' && isFine && !saysOtherwise(findings)
      ? mark('ok', healthy)
      : []),
    ...findings.flatMap((each) => {
      const {what, why, fix} = describeFinding(each);
      return [
        ...mark(labels[each.severity], `${what} [${each.code}]`),
        ...mark('', why),
        ...mark('', `Fix: ${callable(fix)}`),
      ];
    }),
  ];
}

/** Beside these notes the healthy line would be untrue. */
function saysOtherwise(findings: readonly Finding[]): boolean {
  return findings.some(({code}) => code === 'switched-off' || code === 'mode-set');
}

const labels: Readonly<Record<Severity, string>> = {
  problem: 'BAD',
  warning: 'warn',
  note: 'note',
};

const labelWidth = 6;

function mark(label: string, text: string): string[] {
  const indent = ' '.repeat(labelWidth + 1);
  const [first = '', ...rest] = wrapText(text, {width: 80, indent});
  return [`  ${label.padEnd(labelWidth - 1)}${first.slice(indent.length)}`, ...rest];
}

function listFindings(checks: readonly Check[]): Finding[] {
  return checks.flatMap(({findings}) => findings);
}

function summarise(findings: readonly Finding[]): string {
  const count = (severity: Severity) =>
    findings.filter((each) => each.severity === severity).length;
  const [problems, warnings] = [count('problem'), count('warning')];
  const many = (number: number, noun: string) => `${number} ${noun}${number === 1 ? '' : 's'}`;
  if (problems > 0) {
    return `${many(problems, 'problem')}. More about each [code]: docs/troubleshooting.md`;
  }
  return warnings > 0 ? `No problem, ${many(warnings, 'warning')}.` : 'No problem found.';
}
