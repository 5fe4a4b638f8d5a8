import type {Prices} from '../pricing/price-table.ts';
import type {CacheWrites, MainRequest} from './session-use.ts';
import {costOf, noTokens} from './tokens.ts';

/** USD. */
interface Rewriting {
  /** If the base model's cache had run out anyway, as far as what followed leaves that open. */
  least: number;
  /** If it was warm. */
  most: number;
}

interface Base {
  prices: Prices;
  is: (model: string) => boolean;
}

/**
 * What a main thread wrote to caches only because it moved, at the base model's prices. On the way
 * there: what the conversation held before, which the base model would have read. On the way back:
 * what the base model would have read had it never stopped.
 * @param requests Those of one turn; what ran on the base model itself counts nothing.
 */
export function priceRewriting(requests: readonly MainRequest[], base: Base): Rewriting {
  return requests
    .filter(({model}) => !base.is(model))
    .map((request) => priceMoved(request, base))
    .reduce((total, {least, most}) => ({least: total.least + least, most: total.most + most}), {
      least: 0,
      most: 0,
    });
}

function priceMoved(request: MainRequest, base: Base): Rewriting {
  const back = findBack(request, base);
  const wayBack = priceWayBack(request, back, base);
  // The base model would have written it as well: its cache had run out, too.
  const there = request.isLate ? 0 : priceAgain(request.rewritten, base);
  return {least: there * shareKept(request, back) + wayBack.least, most: there + wayBack.most};
}

/** The first request after it that the base model answered. */
function findBack({next}: MainRequest, {is}: Base): MainRequest | undefined {
  let back = next;
  while (back !== undefined && !is(back.model)) {
    back = back.next;
  }
  return back;
}

/** As it was measured; until it happens, nothing or what the request added. */
function priceWayBack(
  {next, added}: MainRequest,
  back: MainRequest | undefined,
  base: Base,
): Rewriting {
  if (back === undefined) {
    return {least: 0, most: priceAgain(added, base)};
  }
  // Of several requests the last one pays. Who comes back late would have found nothing in any case.
  const measured = back === next && !back.isLate ? priceAgain(back.rewritten, base) : 0;
  // What is new after a cut would have been written in any case, and nothing tells it apart.
  return {least: back.isCut ? 0 : measured, most: measured};
}

/**
 * How much of what was written again the base model's cache held for certain: as much as the base
 * model read when it came back, as nothing but itself had written that.
 */
function shareKept({rewritten}: MainRequest, back: MainRequest | undefined): number {
  const written = rewritten.cacheWrite5m + rewritten.cacheWrite1h;
  return back === undefined || back.isLate || written === 0 ? 0 : Math.min(back.read / written, 1);
}

/** Written less read. */
function priceAgain(writes: CacheWrites, {prices}: Base): number {
  const cacheRead = writes.cacheWrite5m + writes.cacheWrite1h;
  return costOf({...noTokens, ...writes}, prices) - costOf({...noTokens, cacheRead}, prices);
}
