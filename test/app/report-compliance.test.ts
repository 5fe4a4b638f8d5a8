import {expect, test} from 'vitest';
import {reportCompliance} from '../../lib/app/report-compliance.ts';
import {toolCall} from '../core/metrics/sample-events.ts';
import {canary, openEvidenceBed} from './evidence-bed.ts';

const period = {since: undefined, until: undefined};
const agent = {type: 'tierwise-haiku', model: 'claude-haiku-5-5'};

test('no moves have no rate', () => {
  const bed = openEvidenceBed();
  bed.turn({prompt: 'p1', change: {tier: 'stay'}});
  bed.turn({prompt: 'p2', change: {mode: 'observe'}});
  expect(reportCompliance({environment: bed.environment, period})).toMatchObject({
    moves: 0,
    rate: null,
    coverage: null,
    interval: null,
    byTier: [],
    apart: {stay: 1, observed: 1},
    worst: [],
  });
});

test('moves are counted by verdict and by tier, the unknown never as followed', () => {
  const bed = openEvidenceBed();
  bed.turn({prompt: 'p1', agents: [agent]});
  bed.turn({prompt: 'p2'});
  bed.turn({prompt: 'p3', main: []});
  bed.turn({prompt: 'p4', change: {tier: 'sonnet'}, agents: [agent]});
  const report = reportCompliance({environment: bed.environment, period});
  expect(report).toMatchObject({
    moves: 4,
    known: 3,
    coverage: 0.75,
    followed: 1,
    verdicts: {followed: 1, 'not-delegated': 1, downgraded: 1, unknown: 1},
    byTier: [
      {tier: 'haiku', moves: 3, known: 2, followed: 1, rate: 0.5},
      {tier: 'sonnet', moves: 1, known: 1, followed: 0, rate: 0},
    ],
    notFollowed: 3,
  });
  expect(report.rate).toBeCloseTo(1 / 3, 12);
  expect(report.worst.map(({prompt, verdict}) => [prompt, verdict])).toEqual([
    ['p2', 'not-delegated'],
    ['p4', 'downgraded'],
    ['p3', 'unknown'],
  ]);
  expect(JSON.stringify(report)).not.toContain(canary);
});

test('denied loops are counted, and lead the list of their kind', () => {
  const bed = openEvidenceBed();
  for (const prompt of ['p1', 'p2']) bed.turn({prompt, isOpen: true});
  const call = {...toolCall, session: 's1', prompt: 'p2', to: null} as const;
  bed.record({...call, verdict: 'denied'});
  bed.record({...call, verdict: 'denied'});
  bed.turn({prompt: 'p3'});
  const {deniedLoops, worst} = reportCompliance({environment: bed.environment, period});
  expect(deniedLoops).toBe(1);
  expect(worst.map(({prompt, denials}) => [prompt, denials])[0]).toEqual(['p2', 2]);
});

test('of very many bad turns the worst are kept', () => {
  const bed = openEvidenceBed();
  for (let n = 0; n < 260; n += 1) bed.turn({prompt: `p${n}`, main: []});
  bed.turn({prompt: 'dear', agents: [{...agent, model: 'claude-opus-5-5'}]});
  const {worst, notFollowed} = reportCompliance({environment: bed.environment, period});
  expect(worst).toHaveLength(50);
  expect(worst[0]).toMatchObject({prompt: 'dear', verdict: 'upgraded'});
  expect(notFollowed).toBe(261);
});
