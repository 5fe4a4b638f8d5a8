import {join} from 'node:path';
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {reportUsage, type UsageRequest} from '../../lib/app/report-usage.ts';
import {agentCall, decision, override, trouble} from '../core/metrics/sample-events.ts';
import {answer, notice, tokensOf, usageOf, user} from '../core/metrics/transcript-lines.ts';
import {canary, openEvidenceBed} from './evidence-bed.ts';

type Bed = ReturnType<typeof openEvidenceBed>;

function report({environment}: Bed, changes: Partial<UsageRequest> = {}) {
  return reportUsage({
    environment,
    period: {since: undefined, until: undefined},
    by: 'tier',
    ...changes,
  });
}

const haiku = 'claude-haiku-5-5';
const agent = {type: 'tierwise-haiku', model: haiku};

test('nothing recorded is nothing reported', () => {
  expect(report(openEvidenceBed())).toMatchObject({
    first: null,
    total: {turns: 0, cost: 0},
    models: [],
    groups: [],
    overheadMs: {count: 0, p50: null},
    evidence: {events: 0, tornLines: 0},
  });
});

test('a moved turn and one that stays add up, by model and by tier', () => {
  const bed = openEvidenceBed();
  bed.turn({prompt: 'p1', main: [{usage: usageOf(1)}], agents: [{...agent, usage: usageOf(2)}]});
  bed.turn({prompt: 'p2', change: {tier: 'stay', overhead_ms: 80}, main: [{usage: usageOf(3)}]});
  const {total, models, groups, standings, overheadMs, baseModels} = report(bed);
  expect(total).toMatchObject({turns: 2, moved: 1, requests: 3, savingTurns: 1});
  expect(total.tokens).toEqual(tokensOf(6));
  expect(models.map(({model, requests, tokens}) => [model, requests, tokens])).toEqual([
    ['claude-opus-5-5', 2, tokensOf(4)],
    [haiku, 1, tokensOf(2)],
  ]);
  expect(groups.map(({key, sums}) => [key, sums.turns, sums.moved])).toEqual([
    ['haiku', 1, 1],
    ['stay', 1, 0],
  ]);
  expect(standings).toMatchObject({followed: 1, stay: 1, unknown: 0});
  expect(overheadMs).toMatchObject({count: 2, p50: 61, p99: 80});
  expect(baseModels).toEqual({'claude-opus-5-5': 1});
  expect(total.cost).toBeCloseTo(
    models.reduce((sum, {cost}) => sum + (cost ?? 0), 0),
    12,
  );
});

test('a main thread that was moved pays for the way back in the next turn', () => {
  const bed = openEvidenceBed();
  const cached = (read: number, written: number) => ({
    usage: {cache_read_input_tokens: read, cache_creation_input_tokens: written},
  });
  bed.turn({prompt: 'p1', change: {surface: 'mod', tier: 'stay'}, main: [cached(0, 150_000)]});
  const there = {model: 'claude-sonnet-5-5', ...cached(0, 154_000)};
  bed.turn({
    prompt: 'p2',
    change: {surface: 'mod', tier: 'sonnet', base_model: 'claude-opus-5-5'},
    main: [there],
  });
  const isOpen = report(bed).total.saving;
  bed.turn({
    prompt: 'p3',
    change: {surface: 'mod', tier: 'stay'},
    main: [cached(150_000, 4_100)],
  });
  const {total, groups} = report(bed);
  // 0.03 read and 0.02 written on opus; 0.385 written on sonnet, 0.0192 written again on opus.
  expect(total.saving.low).toBeCloseTo(0.05 - 0.385 - 0.0192, 10);
  expect(total.saving.high).toBeCloseTo(total.saving.low, 10);
  expect(groups.map(({key, sums}) => [key, sums.savingTurns])).toEqual([
    ['sonnet', 1],
    ['stay', 0],
  ]);
  expect(isOpen.high).toBeCloseTo(0.77 - 0.385, 10);
});

test('a turn without a transcript is a turn without tokens, and said', () => {
  const bed = openEvidenceBed();
  bed.record({...decision, transcript: '/gone.jsonl'});
  expect(report(bed)).toMatchObject({
    standings: {unknown: 1},
    total: {turns: 1, withoutTranscript: 1, cost: 0},
  });
});

test('an unknown model has no cost, and its requests are counted', () => {
  const bed = openEvidenceBed();
  bed.turn({prompt: 'p1', change: {tier: 'stay'}, main: [{model: 'claude-next-9'}, {}]});
  const {total, models} = report(bed);
  expect(total.unpricedRequests).toBe(1);
  expect(models.find(({model}) => model === 'claude-next-9')?.cost).toBeNull();
  bed.configure({
    prices: {
      'claude-next-*': {input: 1, output: 1, cacheRead: 1, cacheWrite5m: 1, cacheWrite1h: 1},
    },
  });
  expect(report(bed)).toMatchObject({total: {unpricedRequests: 0}, ownPrices: 1});
});

describe('what was not decided', () => {
  test('counts when it ran between decided prompts or after them', () => {
    const bed = openEvidenceBed();
    const typed = (prompt: string, time: string) =>
      JSON.stringify({...JSON.parse(user(prompt)), timestamp: `2026-11-22T${time}.000Z`});
    const transcript = bed.transcriptOf('s1');
    bed.append(transcript, [typed('before', '09:00:00'), answer('x1')]);
    bed.turn({prompt: 'p1', at: '2026-11-22T10:00:00.000Z', change: {tier: 'stay'}});
    bed.append(transcript, [typed('slash', '10:30:00'), answer('x2', {usage: usageOf(5)})]);
    bed.turn({prompt: 'p2', at: '2026-11-22T11:00:00.000Z', change: {tier: 'stay'}});
    bed.append(transcript, [typed('last', '12:00:00'), answer('x3', {usage: usageOf(7)})]);
    expect(report(bed)).toMatchObject({
      standings: {stay: 2, 'not-routed': 2},
      total: {turns: 4, requests: 4, tokens: tokensOf(5 + 7 + 2)},
    });
  });

  test('but as part of the prompt whose background agent it reports', () => {
    const bed = openEvidenceBed();
    bed.turn({prompt: 'p1', main: [{}, {}]});
    bed.append(bed.transcriptOf('s1'), [
      answer('x1', {calls: ['toolu_7']}),
      notice('n1', 'toolu_7'),
      answer('x2'),
    ]);
    expect(report(bed)).toMatchObject({
      total: {turns: 1, requests: 4},
      standings: {'not-routed': 0},
    });
  });
});

describe('a period', () => {
  const bed = () => {
    const made = openEvidenceBed();
    for (const day of ['20', '21', '22']) {
      made.turn({prompt: `p${day}`, at: `2026-11-${day}T10:00:00.000Z`, change: {tier: 'stay'}});
    }
    return made;
  };

  test.each([
    ['2026-11-21T00:00:00.000Z', undefined, ['2026-11-21', '2026-11-22']],
    [undefined, '2026-11-21T00:00:00.000Z', ['2026-11-20']],
    ['2026-11-21T00:00:00.000Z', '2026-11-22T00:00:00.000Z', ['2026-11-21']],
    ['2026-12-01T00:00:00.000Z', undefined, []],
  ])('from %s to %s', (since, until, days) => {
    const {groups} = report(bed(), {period: {since, until}, by: 'day'});
    expect(groups.map(({key}) => key)).toEqual(days);
  });

  test('holds what began in it, with all that belongs to it', () => {
    const made = openEvidenceBed();
    made.turn({prompt: 'p1', at: '2026-11-22T23:59:59.000Z', isOpen: true});
    made.record({
      ...agentCall,
      session: 's1',
      prompt: 'p1',
      at: '2026-11-23T00:00:05.000Z',
      agent_id: 'gone',
    });
    const period = {since: '2026-11-22T00:00:00.000Z', until: '2026-11-23T00:00:00.000Z'};
    expect(report(made, {period}).standings.followed).toBe(1);
    const next = {since: '2026-11-23T00:00:00.000Z', until: undefined};
    expect(report(made, {period: next}).total.turns).toBe(0);
  });
});

test('overrides, corrections and hooks that stepped aside are counted', () => {
  const bed = openEvidenceBed();
  bed.turn({prompt: 'p1'});
  bed.record({...override, session: 's1', tier: 'opus'});
  bed.turn({prompt: 'p2', change: {tier: 'stay', typed: true}});
  bed.record(trouble);
  expect(report(bed)).toMatchObject({
    overrides: {commands: {opus: 1}, typed: 1, corrections: 2},
    errors: {'turn-not-claimed': 1},
  });
});

test.each([
  ['kind', 'run'],
  ['project', '/p'],
  ['day', '2026-11-22'],
  ['session', 's1'],
] as const)('by %s', (by, key) => {
  const bed = openEvidenceBed();
  bed.turn({prompt: 'p1'});
  expect(report(bed, {by}).groups).toMatchObject([{key, sums: {turns: 1}}]);
});

test('a day in several parts is read in their order', () => {
  const bed = openEvidenceBed();
  bed.turn({prompt: 'p1'});
  bed.append(join(bed.claude, 'tierwise', 'metrics', '2026-11-22.1.jsonl'), [
    JSON.stringify({...decision, session: 's1', prompt: 'p2', tier: 'stay'}),
  ]);
  expect(report(bed)).toMatchObject({standings: {stay: 1}, total: {turns: 2}});
});

test('law: torn and foreign lines are counted and never change the rest', () => {
  const clean = openEvidenceBed();
  clean.turn({prompt: 'p1', agents: [agent]});
  clean.turn({prompt: 'p2', change: {tier: 'stay'}});
  const {evidence: _, ...expected} = report(clean);
  const torn = fc.constantFrom('{"v":1,"at":"2026-1', 'x', '{"event":"decision"', '\u0000');
  const foreign = fc.constantFrom(
    '{}',
    '[]',
    'null',
    '7',
    '{"v":2,"at":"","session":"s1","prompt":"p1","event":"turn-end"}',
    '{"v":1,"at":"","session":"s1","prompt":"p1","event":"briefing"}',
    '{"v":1,"at":"","session":"s1","prompt":"p1","event":"decision"}',
  );
  fc.assert(
    fc.property(fc.array(torn, {maxLength: 4}), fc.array(foreign, {maxLength: 4}), (bad, other) => {
      const bed = openEvidenceBed();
      for (const line of bad) bed.write(line);
      bed.turn({prompt: 'p1', agents: [agent]});
      for (const line of other) bed.write(line);
      bed.turn({prompt: 'p2', change: {tier: 'stay'}});
      const {evidence, ...rest} = report(bed);
      expect(rest).toEqual(expected);
      expect(evidence).toMatchObject({tornLines: bad.length, foreignLines: other.length});
    }),
    {numRuns: 30},
  );
});

test('no word of a prompt or an answer comes out', () => {
  const bed = openEvidenceBed();
  bed.turn({prompt: 'p1', agents: [agent]});
  expect(JSON.stringify(report(bed))).not.toContain(canary);
});
