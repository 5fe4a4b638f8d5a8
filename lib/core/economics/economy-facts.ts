import type {Prices} from '../pricing/price-table.ts';
import type {CacheState} from './cache-state.ts';
import type {ExpectedWork} from './expected-work.ts';
import type {FirstRequest} from './first-request.ts';

/** What a sum is made of. */
export interface EconomyFacts {
  work: ExpectedWork;
  /** The conversation's cache on the session's own model. The other model's counts as cold. */
  cache: CacheState;
  base: Prices;
  target: Prices;
  first: FirstRequest;
}
