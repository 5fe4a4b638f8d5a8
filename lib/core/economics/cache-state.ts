import type {Prices} from '../pricing/price-table.ts';

/** The prompt cache of a conversation on one model. */
export interface CacheState {
  /** Tokens that the next request sends again. */
  context: number;
  /** The cache still holds them. */
  isWarm: boolean;
  /** How long a written cache lives. */
  lifetime: '5m' | '1h';
}

export const lifetimeMs: Readonly<Record<CacheState['lifetime'], number>> = {
  '5m': 5 * 60 * 1000,
  '1h': 60 * 60 * 1000,
};

/** USD per million tokens. */
export function writePrice(prices: Prices, {lifetime}: Pick<CacheState, 'lifetime'>): number {
  return lifetime === '1h' ? prices.cacheWrite1h : prices.cacheWrite5m;
}
