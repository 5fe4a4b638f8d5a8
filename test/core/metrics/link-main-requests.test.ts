import {describe, expect, test} from 'vitest';
import {linkMainRequests} from '../../../lib/core/metrics/link-main-requests.ts';
import type {MainRequest} from '../../../lib/core/metrics/session-use.ts';
import {noTokens, type Tokens} from '../../../lib/core/metrics/tokens.ts';

function request(tokens: Partial<Tokens>, at = Number.NaN) {
  return {model: 'claude-opus-5-5', tokens: {...noTokens, ...tokens}, at};
}

function link(...requests: ReturnType<typeof request>[]): MainRequest[] {
  return [...linkMainRequests(requests).values()];
}

const before = request({input: 5, cacheRead: 65, cacheWrite5m: 30, output: 7});

describe('what a request wrote to the cache', () => {
  test.each([
    ['the conversation, to a new cache', {cacheWrite5m: 120}, 100, 20],
    ['the rest of it', {cacheRead: 60, cacheWrite5m: 60}, 40, 20],
    ['only what is new', {cacheRead: 100, cacheWrite5m: 20}, 0, 20],
    ['less than it missed', {input: 90, cacheWrite5m: 30}, 30, 0],
    ['nothing', {input: 120}, 0, 0],
    ['a conversation that was compacted', {cacheRead: 10, cacheWrite5m: 20}, 20, 0],
  ])('%s', (_name, tokens, rewritten, added) => {
    expect(link(before, request(tokens))[1]).toMatchObject({
      rewritten: {cacheWrite5m: rewritten, cacheWrite1h: 0},
      added: {cacheWrite5m: added, cacheWrite1h: 0},
    });
  });

  test('is split as its lifetimes are', () => {
    const [, second] = link(before, request({cacheWrite5m: 50, cacheWrite1h: 150}));
    expect(second?.rewritten).toEqual({cacheWrite5m: 25, cacheWrite1h: 75});
    expect(second?.added).toEqual({cacheWrite5m: 25, cacheWrite1h: 75});
  });

  test('may all have been there before the first one', () => {
    expect(link(request({cacheRead: 10, cacheWrite1h: 20}))[0]).toMatchObject({
      read: 10,
      rewritten: {cacheWrite1h: 20},
      added: {cacheWrite1h: 0},
    });
  });
});

describe('a request is late', () => {
  const minute = 60_000;
  test.each([
    ['not within the lifetime', {cacheWrite5m: 1}, 5 * minute, false],
    ['after five minutes', {cacheWrite5m: 1}, 5 * minute + 1, true],
    ['not while something written for an hour is left', {cacheWrite1h: 1}, 60 * minute, false],
    ['after an hour', {cacheWrite1h: 1}, 60 * minute + 1, true],
    ['not where nothing tells the time', {cacheWrite5m: 1}, Number.NaN, false],
  ])('%s', (_name, tokens, at, isLate) => {
    expect(link(request(tokens, 0), request({cacheWrite5m: 1}, at))[1]?.isLate).toBe(isLate);
    expect(link(request({cacheWrite5m: 1}, 0), request(tokens, at))[1]?.isLate).toBe(isLate);
  });
});

test.each([
  ['less than the one before it', {cacheRead: 60, cacheWrite5m: 39}, true],
  ['as much', {cacheRead: 60, cacheWrite5m: 40}, false],
])('a conversation is cut where a request sends %s', (_name, tokens, isCut) => {
  expect(link(before, request(tokens)).map((each) => each.isCut)).toEqual([false, isCut]);
});

test('each request names the one after it', () => {
  const [first, second] = link(before, request({}));
  expect(first?.next).toBe(second);
  expect(second?.next).toBeUndefined();
});
