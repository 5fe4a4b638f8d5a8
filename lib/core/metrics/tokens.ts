import {isRecord} from '../guard.ts';
import type {Prices} from '../pricing/price-table.ts';

/** Tokens of one request, or of several. */
export interface Tokens {
  /** Neither read from the cache nor written to it. */
  input: number;
  output: number;
  cacheRead: number;
  cacheWrite5m: number;
  cacheWrite1h: number;
}

export const noTokens: Readonly<Tokens> = {
  input: 0,
  output: 0,
  cacheRead: 0,
  cacheWrite5m: 0,
  cacheWrite1h: 0,
};

/** The `usage` of an answer. Cache writes that say no lifetime count as 5 minutes, as the API's do. */
export function readTokens(usage: unknown): Tokens {
  const told = isRecord(usage) ? usage : {};
  const written = isRecord(told.cache_creation) ? told.cache_creation : {};
  const cacheWrite1h = count(written.ephemeral_1h_input_tokens);
  const cacheWrite5m = Math.max(
    count(written.ephemeral_5m_input_tokens),
    count(told.cache_creation_input_tokens) - cacheWrite1h,
  );
  return {
    input: count(told.input_tokens),
    output: count(told.output_tokens),
    cacheRead: count(told.cache_read_input_tokens),
    cacheWrite5m,
    cacheWrite1h,
  };
}

export function addTokens(left: Readonly<Tokens>, right: Readonly<Tokens>): Tokens {
  return {
    input: left.input + right.input,
    output: left.output + right.output,
    cacheRead: left.cacheRead + right.cacheRead,
    cacheWrite5m: left.cacheWrite5m + right.cacheWrite5m,
    cacheWrite1h: left.cacheWrite1h + right.cacheWrite1h,
  };
}

/** Tokens that a request sent. */
export function contextOf({
  input,
  cacheRead,
  cacheWrite5m,
  cacheWrite1h,
}: Readonly<Tokens>): number {
  return input + cacheRead + cacheWrite5m + cacheWrite1h;
}

/** USD. */
export function costOf(tokens: Readonly<Tokens>, prices: Prices): number {
  return (
    (tokens.input * prices.input +
      tokens.output * prices.output +
      tokens.cacheRead * prices.cacheRead +
      tokens.cacheWrite5m * prices.cacheWrite5m +
      tokens.cacheWrite1h * prices.cacheWrite1h) /
    1_000_000
  );
}

function count(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : 0;
}
