import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {findCycle} from '../../../lib/core/queue/find-cycle.ts';
import {judgeJobs} from '../../../lib/core/queue/judge-jobs.ts';
import {endAs, makeStored} from './make-stored.ts';

const nowMs = Date.parse('2026-11-26T22:00:00Z');
const judge = (...jobs: ReturnType<typeof makeStored>[]) =>
  Object.fromEntries(
    judgeJobs(jobs, nowMs).map(({job, state, because}) => [job.id, [state, because]]),
  );

describe('judgeJobs', () => {
  it('lets a job go when all that it comes after is done', () => {
    const a = makeStored({id: 'a'}, {place: 'ended', history: endAs('done')});
    const b = makeStored({id: 'b'});
    expect(judge(a, b, makeStored({id: 'c', after: ['a']}))).toMatchObject({
      c: ['ready', 'waits for its turn'],
    });
    expect(judge(a, b, makeStored({id: 'c', after: ['a', 'b']}))).toMatchObject({
      c: ['waiting', 'comes after b'],
    });
  });

  it('holds a job whose dependency failed, was cancelled or is gone, with the reason', () => {
    const a = makeStored({id: 'a'}, {place: 'ended', history: endAs('failed', 'timed out')});
    const b = makeStored({id: 'b'}, {place: 'ended', history: endAs('cancelled')});
    const jobs = ['a', 'b', 'gone'].map((id) => makeStored({id: `after-${id}`, after: [id]}));
    expect(judge(a, b, ...jobs)).toMatchObject({
      'after-a': ['held', 'a failed: timed out'],
      'after-b': ['held', 'b was cancelled'],
      'after-gone': ['held', 'it comes after gone, which is not there'],
    });
  });

  it('holds those that wait for each other, as two edits at once could make them', () => {
    const verdicts = judge(
      makeStored({id: 'a', after: ['b']}),
      makeStored({id: 'b', after: ['a']}),
      makeStored({id: 'c', after: ['a']}),
    );
    expect(verdicts.a).toEqual(['held', 'they wait for each other: a -> b -> a']);
    expect(verdicts.c?.[0]).toBe('held');
  });

  it('waits for a time, and for a limit to end', () => {
    const later = '2026-11-26T23:00:00.000Z';
    const earlier = '2026-11-26T21:00:00.000Z';
    const parked = (until: string | null) => ({history: {parked: {until, because: 'limit'}}});
    expect(
      judge(
        makeStored({id: 'a', not_before: later}),
        makeStored({id: 'b', not_before: earlier}),
        makeStored({id: 'c'}, parked(later)),
        makeStored({id: 'd'}, parked(earlier)),
      ),
    ).toMatchObject({
      a: ['waiting', `not before ${later}`],
      b: ['ready', expect.any(String)],
      c: ['parked', `limit, until ${later}`],
      d: ['ready', expect.any(String)],
    });
  });

  it('keeps what a person paused, whatever else is true', () => {
    expect(judge(makeStored({id: 'a'}, {place: 'paused'}))).toEqual({
      a: ['paused', 'you paused it'],
    });
  });
});

/** Each node points at some of the others; `a` number is a node. */
const graph = fc
  .integer({min: 1, max: 12})
  .chain((size) =>
    fc.array(fc.uniqueArray(fc.nat(size - 1), {maxLength: 4}), {minLength: size, maxLength: size}),
  )
  .map((edges) => edges.map((targets) => targets.map(String)));

describe('findCycle', () => {
  it('names a ring that is one, or there is none to be reached', () => {
    fc.assert(
      fc.property(graph, (edges) => {
        const nextOf = (node: string) => edges[Number(node)] ?? [];
        const cycle = findCycle('0', nextOf);
        if (cycle === undefined) {
          // Then a walk from the start ends after as many steps as there are nodes.
          let level = ['0'];
          for (let step = 0; step <= edges.length; step += 1) {
            level = [...new Set(level.flatMap(nextOf))];
          }
          expect(level).toEqual([]);
        } else {
          expect(cycle.length).toBeGreaterThan(1);
          expect(cycle[0]).toBe(cycle.at(-1));
          for (const [at, node] of cycle.slice(0, -1).entries()) {
            expect(nextOf(node)).toContain(cycle[at + 1]);
          }
        }
      }),
    );
  });

  it('passes a long chain, and a wide one, in no time', () => {
    const size = 20_000;
    const chain = (node: string) => (Number(node) < size ? [String(Number(node) + 1)] : []);
    const ladder = (node: string) =>
      Number(node) < 60 ? [String(Number(node) + 1), String(Number(node) + 2)] : [];
    expect(findCycle('0', ladder)).toBeUndefined();
    expect(findCycle('0', chain)).toBeUndefined();
  });
});

it('every set of jobs without a ring comes to its end, each job once', () => {
  fc.assert(
    fc.property(graph, (edges) => {
      // Only arrows to smaller numbers: no ring.
      const jobs = edges.map((targets, at) =>
        makeStored({
          id: `j${at}`,
          after: targets.filter((to) => Number(to) < at).map((to) => `j${to}`),
        }),
      );
      const order: string[] = [];
      let known = jobs;
      for (let round = 0; round < jobs.length; round += 1) {
        const next = judgeJobs(known, nowMs).find(({state}) => state === 'ready');
        const id = next?.job.id ?? '';
        order.push(id);
        known = known.map((each) =>
          each.job.id === id
            ? {...each, place: 'ended', history: {...each.history, ...endAs('done')}}
            : each,
        );
      }
      expect(order.toSorted()).toEqual(jobs.map(({job}) => job.id).toSorted());
      for (const {job} of jobs) {
        for (const before of job.after) {
          expect(order.indexOf(before)).toBeLessThan(order.indexOf(job.id));
        }
      }
    }),
  );
});
