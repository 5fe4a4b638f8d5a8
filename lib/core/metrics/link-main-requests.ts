import {type CacheState, lifetimeMs} from '../economics/cache-state.ts';
import type {CacheWrites, MainRequest} from './session-use.ts';
import {contextOf, type Tokens} from './tokens.ts';

interface Request {
  model: string;
  tokens: Tokens;
  /** Milliseconds; NaN: nothing tells it. */
  at: number;
}

/**
 * What each request of a main thread found in the cache, in the order of the transcript. What the
 * conversation held before and a request does not read, it writes again: usage alone tells it apart
 * from what the turn added.
 */
export function linkMainRequests<Each extends Request>(
  requests: readonly Each[],
): ReadonlyMap<Each, MainRequest> {
  const linked = new Map<Each, MainRequest>();
  let before: Each | undefined;
  for (const request of requests) {
    const {model, tokens} = request;
    const rewritten = findRewritten(tokens, before?.tokens);
    const link: MainRequest = {
      model,
      read: tokens.cacheRead,
      rewritten,
      added: {
        cacheWrite5m: tokens.cacheWrite5m - rewritten.cacheWrite5m,
        cacheWrite1h: tokens.cacheWrite1h - rewritten.cacheWrite1h,
      },
      isCut: before !== undefined && contextOf(tokens) < contextOf(before.tokens),
      isLate: before !== undefined && isLate(request, before),
      next: undefined,
    };
    const last = before && linked.get(before);
    if (last !== undefined) {
      last.next = link;
    }
    linked.set(request, link);
    before = request;
  }
  return linked;
}

/**
 * Before the first request of a transcript nobody knows what there was: then all of it, as another
 * session may have left the client's own part in the cache. After a compaction all of it, too.
 */
function findRewritten(tokens: Tokens, before: Tokens | undefined): CacheWrites {
  const {cacheRead, cacheWrite5m, cacheWrite1h} = tokens;
  const written = cacheWrite5m + cacheWrite1h;
  const missed = before === undefined ? written : contextOf(before) - cacheRead;
  const share = written === 0 ? 0 : Math.min(Math.max(missed, 0), written) / written;
  return {cacheWrite5m: cacheWrite5m * share, cacheWrite1h: cacheWrite1h * share};
}

function isLate(request: Request, before: Request): boolean {
  return request.at - before.at > lifetimeMs[lifetimeOf(request, before)];
}

/** The longer one where both are written. */
function lifetimeOf(...requests: Request[]): CacheState['lifetime'] {
  return requests.some(({tokens}) => tokens.cacheWrite1h > 0) ? '1h' : '5m';
}
