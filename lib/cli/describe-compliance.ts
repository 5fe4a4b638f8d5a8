import type {ComplianceReport} from '../app/report-compliance.ts';
import type {WorstTurn} from '../core/metrics/compliance.ts';
import type {Verdict} from '../core/metrics/judge-turn.ts';
import {formatNumber, formatShare, wrapText} from './format-amount.ts';

/** Bad turns shown on a screen; --json has more. */
const shownTurns = 10;

/** Compliance for a terminal of 80 columns. */
export function describeCompliance(report: ComplianceReport): string {
  if (report.moves === 0) {
    return describeNothing(report);
  }
  return [
    ...describeRate(report),
    '',
    ...describeVerdicts(report),
    ...describeTiers(report),
    ...describeApart(report),
    ...describeWorst(report),
  ].join('\n');
}

function describeNothing({apart}: ComplianceReport): string {
  const seen = apart.stay + apart.observed + apart['not-routed'];
  return seen === 0
    ? 'No turns yet, so nothing to follow. Check with: tierwise status'
    : `No turn was to run elsewhere: ${apart.stay} stayed, ${apart.observed} only observed, ${apart['not-routed']} not routed.`;
}

function describeRate({
  rate,
  interval,
  followed,
  known,
  moves,
  coverage,
}: ComplianceReport): string[] {
  const seen = `${known} of ${moves} moved turns have a verdict (coverage ${formatShare(coverage ?? 0)}).`;
  if (rate === null || interval === null) {
    return ['Nothing is known yet.', seen];
  }
  const cells = Math.round(rate * barWidth);
  return [
    `${formatShare(rate)} followed  ${'█'.repeat(cells)}${'░'.repeat(barWidth - cells)}  ${followed} of ${known}`,
    `95 % interval ${formatShare(interval.low)} to ${formatShare(interval.high)}.`,
    seen,
  ];
}

const barWidth = 40;

const meanings: Readonly<Record<Verdict, string>> = {
  followed: 'ran on the decided tier',
  upgraded: 'ran on a larger tier, or was handed back to one',
  downgraded: 'ran on a smaller tier',
  'not-delegated': 'the main thread did it itself',
  'gate-opened': 'denied twice, then let through and done inline',
  unknown: 'no transcript tells; never counted as followed',
};

function describeVerdicts({verdicts, deniedLoops}: ComplianceReport): string[] {
  return [
    ...Object.entries(verdicts).map(
      ([verdict, count]) =>
        `${verdict.padEnd(14)}${String(count).padStart(6)}   ${meanings[verdict as Verdict]}`,
    ),
    ...(deniedLoops === 0
      ? []
      : [
          `${'denied loops'.padEnd(14)}${String(deniedLoops).padStart(6)}   of these: denied twice or more`,
        ]),
    '',
  ];
}

function describeTiers({byTier}: ComplianceReport): string[] {
  return [
    'tier           moves  known  followed   rate',
    ...byTier.map(
      ({tier, moves, known, followed, rate}) =>
        tier.padEnd(12) +
        String(moves).padStart(8) +
        String(known).padStart(7) +
        String(followed).padStart(10) +
        (rate === null ? '-' : formatShare(rate)).padStart(7),
    ),
    '',
  ];
}

function describeApart({apart}: ComplianceReport): string[] {
  return [
    `Not counted: ${apart.stay} stayed, ${apart.observed} only observed, ${apart['not-routed']} not routed.`,
  ];
}

function describeWorst({worst, notFollowed}: ComplianceReport): string[] {
  if (worst.length === 0) {
    return [];
  }
  const shown = worst.slice(0, shownTurns);
  return [
    '',
    `${formatNumber(notFollowed, 'turn')} not followed or not known, the worst first:`,
    ...shown.flatMap(describeTurn),
    ...(notFollowed > shown.length
      ? [`... and ${notFollowed - shown.length} more: tierwise compliance --json`]
      : []),
  ];
}

function describeTurn({prompt, session, verdict, tier, because, denials}: WorstTurn): string[] {
  const denied = denials === 0 ? '' : ` (denied ${denials} times)`;
  return [
    `  ${verdict}, decided ${tier}${denied}`,
    ...wrapText(because, '    '),
    prompt === null ? `    in session ${session}` : `    tierwise why ${prompt}`,
  ];
}
