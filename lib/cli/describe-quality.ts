import type {QualityReport} from '../app/report-quality.ts';
import type {QualityCounts, QualityRow} from '../core/metrics/fold-quality.ts';
import {describeCorrection} from './describe-correction.ts';
import {formatNumber, formatShare, wrapText} from './format-amount.ts';

/** Rows of kinds shown on a screen; --json has all. */
const shownKinds = 20;

/** Below this many a share would say more than is known; the interval does not. */
const fewTurns = 10;

/** How often decisions were taken back, for a terminal of 80 columns. */
export function describeQuality(report: QualityReport): string {
  if (report.byTier.length === 0) {
    return 'No decisions in this period, so nothing to take back. Check with: tierwise status';
  }
  return [
    ...describeComparison(report),
    '',
    `${'tier'.padEnd(tierWidth)}${head}`,
    ...report.byTier.map((row) => describeRow(row.tier.padEnd(tierWidth), row)),
    '',
    ...describeKinds(report),
    ...describeCorrections(report),
    ...describeMethod(),
  ].join('\n');
}

/** Moved turns beside those that stayed: people correct the largest model, too. */
function describeComparison({moved, stayed}: QualityReport): string[] {
  return [
    ...describeShare('moved', moved),
    ...describeShare('stayed', stayed),
    ...wrapText(compare(moved, stayed)),
  ];
}

function describeShare(label: string, counts: QualityCounts): string[] {
  const {corrected, answered, decisions, interval} = counts;
  const told =
    interval === null
      ? `${formatNumber(decisions, 'decision')}, none with a next step: nothing can be told`
      : `${corrected} corrected of ${answered} that were answered: ${shareOf(counts)} (95 %: ${formatShare(interval.low)} to ${formatShare(interval.high)})`;
  return [`${label.padEnd(8)}${told}`];
}

function compare({interval: moved}: QualityCounts, {interval: stayed}: QualityCounts): string {
  if (moved === null || stayed === null) {
    return 'There is nothing to compare yet.';
  }
  if (moved.low > stayed.high) {
    return 'Moved turns are corrected more often than those that stay.';
  }
  return moved.high < stayed.low
    ? 'Moved turns are corrected less often than those that stay; they are the smaller work.'
    : 'The intervals overlap: no difference can be told.';
}

function shareOf({answered, share}: QualityCounts): string {
  return share === null ? '-' : answered < fewTurns ? 'few' : formatShare(share);
}

const tierWidth = 14;
const kindWidth = 15;
const head = 'surface  decisions  answered  corrected  share   95 % interval';

function describeRow(name: string, row: QualityRow): string {
  const {surface, decisions, answered, corrected, interval} = row;
  const range =
    interval === null ? '-' : `${formatShare(interval.low)} to ${formatShare(interval.high)}`;
  return (
    name +
    surface.padEnd(7) +
    String(decisions).padStart(11) +
    String(answered).padStart(10) +
    String(corrected).padStart(11) +
    shareOf(row).padStart(7) +
    `   ${range}`
  );
}

function describeKinds({byKind}: QualityReport): string[] {
  const more = byKind.length - shownKinds;
  return [
    `${'tier'.padEnd(tierWidth)}${'kind'.padEnd(kindWidth)}surface  answered  corrected  share  95 %`,
    ...byKind.slice(0, shownKinds).map(describeKind),
    ...(more > 0 ? [`... and ${more} more: tierwise report --quality --json`] : []),
    '',
  ];
}

function describeKind({kind, ...row}: QualityRow & {kind: string}): string {
  const {surface, answered, corrected, interval} = row;
  const range = interval === null ? '-' : `${percent(interval.low)}-${percent(interval.high)} %`;
  return (
    row.tier.padEnd(tierWidth) +
    kind.padEnd(kindWidth) +
    surface.padEnd(7) +
    String(answered).padStart(10) +
    String(corrected).padStart(11) +
    shareOf(row).padStart(7) +
    `  ${range}`
  );
}

function percent(share: number): number {
  return Math.round(share * 100);
}

function describeCorrections({corrections}: QualityReport): string[] {
  const codes = Object.entries(corrections);
  return codes.length === 0
    ? []
    : [
        'corrected by',
        ...codes.map(
          ([code, count]) => `${String(count).padStart(6)}  ${describeCorrection(code)}`,
        ),
        '',
      ];
}

function describeMethod(): string[] {
  return [
    'How these figures are made',
    ...[
      'Corrected: the next thing that you did in the session took the turn back. It is found by fixed phrases when it happens; your words are stored nowhere.',
      'Answered: something came after the turn in its session. The others could not be corrected, and are not in the share.',
      `Who says nothing may be content, or gone: a low share is no proof of quality. Few: below ${fewTurns}, where the interval is all that can be said.`,
      'Not-followed: the move was not made, so the turn tells nothing of the tier.',
    ].flatMap(bullet),
  ];
}

function bullet(text: string): string[] {
  const [first = '', ...rest] = wrapText(text, '    ');
  return [`  - ${first.trimStart()}`, ...rest];
}
