import type {UsageReport} from '../app/report-usage.ts';

/** One line per group, with a head. Money is USD, full precision. */
export function writeReportCsv({by, groups}: UsageReport): string {
  const head = [
    by,
    'turns',
    'moved',
    'requests',
    'input_tokens',
    'output_tokens',
    'cache_read_tokens',
    'cache_write_5m_tokens',
    'cache_write_1h_tokens',
    'cost_usd',
    'base_cost_low_usd',
    'base_cost_high_usd',
    'saving_low_usd',
    'saving_high_usd',
    'unpriced_requests',
    'turns_without_transcript',
    'turns_saving_unknown',
  ];
  const lines = groups.map(({key, sums}) => {
    const {tokens, saving, cost} = sums;
    return [
      key,
      sums.turns,
      sums.moved,
      sums.requests,
      tokens.input,
      tokens.output,
      tokens.cacheRead,
      tokens.cacheWrite5m,
      tokens.cacheWrite1h,
      cost,
      cost + saving.low,
      cost + saving.high,
      saving.low,
      saving.high,
      sums.unpricedRequests,
      sums.withoutTranscript,
      sums.savingUnknown,
    ];
  });
  return [head, ...lines].map((cells) => cells.map(writeCell).join(',')).join('\n');
}

/** Quoted where the format needs it; a text that a spreadsheet would run as a formula is disarmed. */
function writeCell(cell: string | number): string {
  if (typeof cell === 'number') {
    return String(cell);
  }
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
