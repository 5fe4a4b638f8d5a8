import fc from 'fast-check';
import {expect, it, test} from 'vitest';
import {type Breaker, closed, enterBreaker, leaveBreaker} from '../../../lib/core/run/breaker.ts';

const at = (second: number) => new Date(Date.UTC(2026, 10, 26, 20, 0, second)).toISOString();
const overloaded = {code: 'overloaded', reason: '529'} as const;
const fails = (breaker: Breaker, times: number) =>
  Array.from({length: times}).reduce<Breaker>(
    (now) => leaveBreaker(now, overloaded, at(0)),
    breaker,
  );

it('opens after five failures in a row, and says why', () => {
  expect(fails(closed, 4).state).toBe('closed');
  expect(fails(closed, 5)).toMatchObject({state: 'open', reason: '529', until: at(60)});
});

it('begins anew after a success', () => {
  expect(leaveBreaker(fails(closed, 4), undefined, at(0))).toEqual(closed);
});

it.each(['limit-reached', 'cli-missing', 'interrupted'] as const)('does not count %s', (code) => {
  const before = fails(closed, 4);
  expect(leaveBreaker(before, {code, reason: ''}, at(0))).toBe(before);
});

it('takes a denial for a sign of life', () => {
  const denied = {code: 'permission-denied', reason: ''} as const;
  expect(leaveBreaker(fails(closed, 4), denied, at(0))).toEqual(closed);
});

it('lets one probe through when its time is over, and no second one', () => {
  const open = fails(closed, 5);
  expect(enterBreaker(open, at(59))).toEqual({mayEnter: false, until: at(60)});
  const entry = enterBreaker(open, at(60));
  expect(entry).toMatchObject({mayEnter: true, breaker: {state: 'half-open'}});
  const probing = entry.mayEnter ? entry.breaker : closed;
  expect(enterBreaker(probing, at(61))).toMatchObject({mayEnter: false});
  expect(leaveBreaker(probing, undefined, at(62))).toEqual(closed);
  expect(leaveBreaker(probing, overloaded, at(62))).toMatchObject({state: 'open', until: at(122)});
});

it('leaves the question to the next probe when this one told nothing', () => {
  const entry = enterBreaker(fails(closed, 5), at(60));
  const probing = entry.mayEnter ? entry.breaker : closed;
  const after = leaveBreaker(probing, {code: 'limit-reached', reason: ''}, at(61));
  expect(enterBreaker(after, at(61))).toMatchObject({mayEnter: true});
});

test('law: no clock keeps a breaker shut for good', () => {
  const instant = fc.date({min: new Date(0), max: new Date(4e12), noInvalidDate: true});
  fc.assert(
    fc.property(instant, instant, (failedAt, now) => {
      const open = Array.from({length: 5}).reduce<Breaker>(
        (breaker) => leaveBreaker(breaker, overloaded, failedAt.toISOString()),
        closed,
      );
      const entry = enterBreaker(open, now.toISOString());
      const waitMs = entry.mayEnter ? 0 : Date.parse(entry.until) - now.getTime();
      expect(waitMs).toBeLessThanOrEqual(60_000);
    }),
  );
});
