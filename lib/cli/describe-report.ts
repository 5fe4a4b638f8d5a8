import type {UsageReport} from '../app/report-usage.ts';
import type {Grouping, ModelRow, Sums} from '../core/metrics/summarise-turns.ts';
import type {Tokens} from '../core/metrics/tokens.ts';
import {
  clipMiddle,
  formatCount,
  formatMoney,
  formatNumber,
  formatShare,
  wrapText,
} from './format-amount.ts';

/** Groups shown on a screen; --json and --csv have all. */
const shownGroups = 20;

/** A report for a terminal of 80 columns. */
export function describeReport(report: UsageReport): string {
  if (report.total.turns === 0) {
    return describeNothing(report);
  }
  return [
    `tierwise report, ${describePeriod(report)}`,
    '',
    ...describeTurns(report),
    ...describeMoney(report),
    ...describeTokens(report.total.tokens),
    ...describeHook(report),
    ...describeOverrides(report),
    '',
    ...describeModels(report.models),
    ...describeGroups(report),
    ...describeGaps(report),
    ...describeMethod(report),
  ].join('\n');
}

function describeNothing({since, until, evidence}: UsageReport): string {
  if (since !== null || until !== null || evidence.events > 0) {
    return 'No turns in this period. All of them: tierwise report';
  }
  return [
    'No turns yet. They appear here once a prompt has gone through Claude Code with',
    'tierwise installed. Check with: tierwise status',
  ].join('\n');
}

/** Days, as the time of day tells nobody anything here. */
function describePeriod({
  since,
  until,
  first,
  last,
}: Pick<UsageReport, 'since' | 'until' | 'first' | 'last'>): string {
  const from = (since ?? first ?? '').slice(0, 10);
  // `until` is the first instant that is not part of it.
  const to =
    until === null
      ? (last ?? '').slice(0, 10)
      : new Date(Date.parse(until) - 1).toISOString().slice(0, 10);
  return from === to ? `${from} (UTC)` : `${from} to ${to} (UTC)`;
}

function row(label: string, text: string): string[] {
  const [first = '', ...rest] = wrapText(text, ' '.repeat(11));
  return [`${label.padEnd(11)}${first.trimStart()}`, ...rest];
}

function describeTurns({total, standings}: UsageReport): string[] {
  const parts = [
    `${total.moved} moved`,
    `${standings.stay} stayed`,
    ...(standings.observed === 0 ? [] : [`${standings.observed} observed`]),
    ...(standings['not-routed'] === 0 ? [] : [`${standings['not-routed']} not routed`]),
  ];
  const share = total.moved / total.turns;
  const cells = Math.round(share * barWidth);
  const bar = `${'█'.repeat(cells)}${'░'.repeat(barWidth - cells)}`;
  return [
    ...row('turns', `${total.turns}: ${parts.join(', ')}`),
    ...row('', `${bar} ${formatShare(share)} moved`),
  ];
}

const barWidth = 40;

function describeMoney({total, models}: UsageReport): string[] {
  const {cost, saving, savingTurns, savingUnknown} = total;
  const isPriced = models.some((model) => model.cost !== null);
  const lines = isPriced ? row('cost', `${formatMoney(cost)} measured${atBase(total)}`) : [];
  if (savingTurns > 0) {
    const range = `${formatMoney(saving.low)} to ${formatMoney(saving.high)}`;
    const shares = `${formatShare(saving.low / (cost + saving.low || 1))} to ${formatShare(saving.high / (cost + saving.high || 1))}`;
    lines.push(...row('saving', `${range} (${shares}), from ${formatNumber(savingTurns, 'turn')}`));
  } else if (isPriced) {
    lines.push(...row('saving', 'none: no work ran elsewhere'));
  }
  if (savingUnknown > 0) {
    lines.push(
      ...row(
        '',
        `unknown for ${formatNumber(savingUnknown, 'turn')}: a price or the base model is missing`,
      ),
    );
  }
  return lines;
}

function atBase({cost, saving, savingTurns}: Sums): string {
  return savingTurns === 0
    ? ''
    : `; ${formatMoney(cost + saving.low)} to ${formatMoney(cost + saving.high)} on the base model`;
}

function describeTokens(tokens: Tokens): string[] {
  return row(
    'tokens',
    `in ${formatCount(tokens.input)}, out ${formatCount(tokens.output)}, cache read ${formatCount(tokens.cacheRead)}, cache written ${formatCount(cacheWrites(tokens))}`,
  );
}

function cacheWrites({cacheWrite5m, cacheWrite1h}: Tokens): number {
  return cacheWrite5m + cacheWrite1h;
}

function describeHook({overheadMs: {count, p50, p95, p99}}: UsageReport): string[] {
  return count === 0
    ? []
    : row('hook', `adds ${p50} ms to a prompt (p50), ${p95} (p95), ${p99} (p99)`);
}

function describeOverrides({overrides, errors}: UsageReport): string[] {
  const {commands, typed, corrections} = overrides;
  const commanded = Object.values(commands).reduce((sum, each) => sum + each, 0);
  const codes = Object.entries(errors).map(([code, count]) => `${count} ${code}`);
  return [
    ...row(
      'overrides',
      commanded + typed === 0
        ? 'none: nobody asked for another tier'
        : `${commanded} by /tier, ${typed} typed in a prompt; ${corrections} right after a moved turn`,
    ),
    ...(codes.length === 0 ? [] : row('stepped', `aside: ${codes.join(', ')}`)),
  ];
}

const modelWidth = 27;

function describeModels(models: readonly ModelRow[]): string[] {
  if (models.length === 0) {
    return [];
  }
  return [
    `${'model'.padEnd(modelWidth)}requests      in     out  cache r  cache w       cost`,
    ...models.map(
      ({model, requests, tokens, cost}) =>
        clipMiddle(model, modelWidth - 1).padEnd(modelWidth) +
        String(requests).padStart(8) +
        formatCount(tokens.input).padStart(8) +
        formatCount(tokens.output).padStart(8) +
        formatCount(tokens.cacheRead).padStart(9) +
        formatCount(cacheWrites(tokens)).padStart(9) +
        (cost === null ? 'unknown' : formatMoney(cost)).padStart(11),
    ),
    '',
  ];
}

const keyWidth = 22;

function describeGroups({by, groups}: UsageReport): string[] {
  const more = groups.length - shownGroups;
  return [
    `${by.padEnd(keyWidth)}   turns  moved  requests       cost                saving`,
    ...groups.slice(0, shownGroups).map(({key, sums}) => describeGroup(nameOf(key, by), sums)),
    ...(more > 0 ? [`... and ${more} more: tierwise report --by ${by} --json`] : []),
    '',
  ];
}

function describeGroup(name: string, sums: Sums): string {
  const {turns, moved, requests, cost, saving, savingTurns} = sums;
  const range =
    savingTurns === 0 ? '-' : `${formatMoney(saving.low)} to ${formatMoney(saving.high)}`;
  return (
    clipMiddle(name, keyWidth - 1).padEnd(keyWidth) +
    String(turns).padStart(8) +
    String(moved).padStart(7) +
    String(requests).padStart(10) +
    formatMoney(cost).padStart(11) +
    range.padStart(22)
  );
}

function nameOf(key: string, by: Grouping): string {
  return by === 'project' ? (key.split(/[\\/]/).findLast((part) => part !== '') ?? key) : key;
}

/** What the figures do not hold, said where they are read. */
function describeGaps({total, models, evidence}: UsageReport): string[] {
  const unpriced = models.filter(({cost}) => cost === null).map(({model}) => model);
  const gaps = [
    ...(total.withoutTranscript === 0
      ? []
      : [
          `${formatNumber(total.withoutTranscript, 'turn')} without a transcript: tokens and cost unknown, not counted.`,
        ]),
    ...(total.unpricedRequests === 0
      ? []
      : [
          `${formatNumber(total.unpricedRequests, 'request')} on ${unpriced.join(', ')}: price unknown, cost not counted. Add it under "prices" in config.json (tierwise config path).`,
        ]),
    ...countedGap(evidence.tornLines, 'line of evidence', 'cut off'),
    ...countedGap(evidence.foreignLines, 'line of evidence', 'of another version or maker'),
    ...countedGap(evidence.tornTranscriptLines, 'transcript line', 'cut off'),
    ...countedGap(evidence.homelessRequests, 'request', 'in the transcripts name no prompt'),
  ];
  return gaps.length === 0
    ? []
    : ['Not in these figures', ...gaps.flatMap((gap) => bullet(gap)), ''];
}

function countedGap(number: number, noun: string, what: string): string[] {
  return number === 0 ? [] : [`${formatNumber(number, noun)} ${what}, passed over.`];
}

function bullet(text: string): string[] {
  const [first = '', ...rest] = wrapText(text, '    ');
  return [`  - ${first.trimStart()}`, ...rest];
}

function describeMethod({assumptions, prices, ownPrices, baseModels}: UsageReport): string[] {
  const bases = Object.entries(baseModels)
    .sort(([, left], [, right]) => right - left)
    .map(([model, turns]) => `${model} (${formatNumber(turns, 'turn')})`);
  return [
    'How these figures are made',
    ...assumptions.flatMap(bullet),
    ...(bases.length === 0 ? [] : bullet(`Base models here: ${bases.join(', ')}.`)),
    ...prices
      .slice(0, 1)
      .flatMap(({source, measuredOn}) =>
        bullet(
          `Prices: ${source} of ${prices.map(({client}) => client).join(' and ')} on ${measuredOn}${ownPrices === 0 ? '' : `, and ${formatNumber(ownPrices, 'price')} of your own`}.`,
        ),
      ),
  ];
}
