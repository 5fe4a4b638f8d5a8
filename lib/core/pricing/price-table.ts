/** USD per million tokens. */
export interface Prices {
  input: number;
  output: number;
  cacheRead: number;
  cacheWrite5m: number;
  cacheWrite1h: number;
}

/** What one version of the client charges, and how we know. */
export interface PriceList {
  client: string;
  source: string;
  /** YYYY-MM-DD. */
  measuredOn: string;
  /** By model id, without the date at its end. */
  models: Readonly<Record<string, Prices>>;
  /** The id that each alias stands for. */
  aliases: Readonly<Record<string, string>>;
}

const source = "measured from the client's own total_cost_usd";

/** Newest first. */
export const priceTable: readonly PriceList[] = [
  {
    client: '2.1.330',
    source,
    measuredOn: '2026-11-22',
    models: {
      'claude-haiku-5-5': prices(0.1, 0.5, 0.01, 0.125, 0.2),
      'claude-sonnet-5-5': prices(2, 10, 0.1, 2.5, 4),
      'claude-opus-5-5': prices(4, 20, 0.2, 5, 8),
      'claude-fable-5-2': prices(8, 40, 0.2, 10, 16),
    },
    aliases: {
      haiku: 'claude-haiku-5-5',
      sonnet: 'claude-sonnet-5-5',
      opus: 'claude-opus-5-5',
      fable: 'claude-fable-5-2',
    },
  },
  {
    client: '2.1.197',
    source,
    measuredOn: '2026-11-22',
    models: {
      'claude-haiku-4-5': prices(1, 5, 0.1, 1.25, 2),
      'claude-sonnet-5': prices(3, 15, 0.3, 3.75, 6),
      'claude-opus-4-8': prices(5, 25, 0.5, 6.25, 10),
      'claude-fable-5': prices(10, 50, 1, 12.5, 20),
    },
    aliases: {
      haiku: 'claude-haiku-4-5',
      sonnet: 'claude-sonnet-5',
      opus: 'claude-opus-4-8',
      fable: 'claude-fable-5',
    },
  },
];

function prices(
  input: number,
  output: number,
  cacheRead: number,
  cacheWrite5m: number,
  cacheWrite1h: number,
): Prices {
  return {input, output, cacheRead, cacheWrite5m, cacheWrite1h};
}
