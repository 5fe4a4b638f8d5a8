import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {type AgentFile, foldTranscript} from '../../../lib/core/metrics/fold-transcript.ts';
import type {SessionUse} from '../../../lib/core/metrics/session-use.ts';
import {answer, notice, tokensOf, toolResult, usageOf, user} from './transcript-lines.ts';

const haiku = 'claude-haiku-5-5';
const opus = 'claude-opus-5-5';
const agent: AgentFile = {id: 'a1', type: 'tierwise-haiku', toolUse: 'toolu_1', depth: 1};

function fold(main: string[], agents: [AgentFile, string[]][] = []): SessionUse {
  const transcript = foldTranscript();
  for (const line of main) transcript.add(line);
  for (const [file, lines] of agents) for (const line of lines) transcript.add(line, file);
  return transcript.read();
}

describe('an answer', () => {
  test('counts once, however many blocks it is written in', () => {
    const use = fold([
      user('p1'),
      answer('m1', {usage: usageOf(1)}),
      answer('m1', {usage: usageOf(1)}),
    ]);
    expect(use.turns.get('p1')?.main).toEqual([{model: opus, requests: 1, tokens: tokensOf(1)}]);
  });

  test('counts with the last usage that is written for it', () => {
    const use = fold([
      user('p1'),
      answer('m1', {usage: usageOf(1)}),
      answer('m1', {usage: usageOf(7)}),
    ]);
    expect(use.turns.get('p1')?.main[0]?.tokens).toEqual(tokensOf(7));
  });

  test('belongs to the prompt before it, tool results included', () => {
    const use = fold([
      user('p1'),
      answer('m1'),
      toolResult('p1', 'toolu_1'),
      answer('m2'),
      user('p2'),
      answer('m3'),
    ]);
    expect([...use.turns].map(([id, {main}]) => [id, main[0]?.requests])).toEqual([
      ['p1', 2],
      ['p2', 1],
    ]);
  });

  test('of the client itself is no request', () => {
    const use = fold([user('p1'), answer('m1', {model: '<synthetic>'})]);
    expect(use.turns.size).toBe(0);
  });

  test('before any prompt has no home', () => {
    expect(fold([answer('m1')])).toMatchObject({homeless: 1, turns: new Map()});
  });
});

describe('cache writes', () => {
  test.each([
    ['by lifetime', usageOf(1), {cacheWrite5m: 1000, cacheWrite1h: 2000}],
    ['without a lifetime', {cache_creation_input_tokens: 50}, {cacheWrite5m: 50, cacheWrite1h: 0}],
    [
      'with lifetimes of nothing',
      {cache_creation_input_tokens: 50, cache_creation: {ephemeral_5m_input_tokens: 0}},
      {cacheWrite5m: 50, cacheWrite1h: 0},
    ],
    ['none', {}, {cacheWrite5m: 0, cacheWrite1h: 0}],
    ['nonsense', {cache_creation_input_tokens: -5, cache_creation: 'x'}, {cacheWrite5m: 0}],
  ])('%s', (_name, usage, expected) => {
    const use = fold([user('p1'), answer('m1', {usage})]);
    expect(use.turns.get('p1')?.main[0]?.tokens).toMatchObject(expected);
  });
});

describe('an agent', () => {
  const main = [
    user('p1'),
    answer('m1', {calls: ['toolu_1']}),
    toolResult('p1', 'toolu_1'),
    answer('m3'),
  ];

  test('is kept apart from the main thread, with its first request', () => {
    const lines = [
      user('p1'),
      answer('m2', {model: haiku, usage: usageOf(2)}),
      answer('m4', {model: haiku}),
    ];
    expect(fold(main, [[agent, lines]]).turns.get('p1')).toEqual({
      at: '',
      main: [expect.objectContaining({model: opus, requests: 2})],
      mainRequests: [
        expect.objectContaining({model: opus}),
        expect.objectContaining({model: opus}),
      ],
      agents: [
        {
          id: 'a1',
          type: 'tierwise-haiku',
          toolUse: 'toolu_1',
          depth: 1,
          use: [expect.objectContaining({model: haiku, requests: 2})],
          first: {model: haiku, tokens: tokensOf(2)},
        },
      ],
      isOver: false,
    });
  });

  test('without a prompt id belongs to the prompt that called it', () => {
    const {turns} = fold(main, [[agent, [answer('m2', {model: haiku})]]]);
    expect(turns.get('p1')?.agents).toHaveLength(1);
  });

  test('that is talked to again in a later prompt counts there, without a second start', () => {
    const {turns} = fold(
      [...main, user('p2'), answer('m5')],
      [
        [
          agent,
          [user('p1'), answer('m2', {model: haiku}), user('p2'), answer('m6', {model: haiku})],
        ],
      ],
    );
    expect(turns.get('p1')?.agents[0]?.first).toBeDefined();
    expect(turns.get('p2')?.agents[0]).toMatchObject({id: 'a1', first: undefined});
  });

  test('in the main transcript, as older clients wrote it, is no main thread', () => {
    const side = {isSidechain: true, agentId: 'a7', model: haiku};
    const {turns} = fold([
      ...main,
      JSON.stringify({...JSON.parse(user('p1')), agentId: 'a7'}),
      answer('m8', side),
    ]);
    expect(turns.get('p1')?.agents).toMatchObject([{id: 'a7', type: undefined}]);
    expect(turns.get('p1')?.main).toMatchObject([{model: opus, requests: 2}]);
  });
});

describe('a notice that a background agent is done', () => {
  const main = [
    user('p1'),
    answer('m1', {calls: ['toolu_1']}),
    answer('m2'),
    notice('n1', 'toolu_1'),
    answer('m3'),
  ];

  test('carries on the prompt that started the agent', () => {
    const use = fold(main);
    expect([...use.turns.keys()]).toEqual(['p1']);
    expect(use.turns.get('p1')?.main[0]?.requests).toBe(3);
    expect(use.carriedOn).toEqual(new Map([['n1', 'p1']]));
  });

  test('of an agent that was started by a notice carries on the first prompt', () => {
    const {carriedOn} = fold([
      ...main,
      answer('m4', {calls: ['toolu_2']}),
      notice('n2', 'toolu_2'),
      answer('m5'),
    ]);
    expect(carriedOn.get('n2')).toBe('p1');
  });

  test('of an agent that nobody knows is a turn of its own', () => {
    const use = fold([notice('n1', 'toolu_9'), answer('m1')]);
    expect([...use.turns.keys()]).toEqual(['n1']);
  });

  test('in the middle of a prompt changes nothing', () => {
    const use = fold([
      user('p1'),
      answer('m1', {calls: ['toolu_1']}),
      user('p2'),
      notice('p2', 'toolu_1'),
      answer('m2'),
    ]);
    expect([...use.turns.keys()]).toEqual(['p1', 'p2']);
  });
});

test('a prompt was written when its first line was', () => {
  const at = (time: string) => JSON.stringify({...JSON.parse(user('p1')), timestamp: time});
  const {turns} = fold([
    at('2026-11-22T10:00:00.000Z'),
    answer('m1'),
    at('2026-11-22T11:00:00.000Z'),
  ]);
  expect(turns.get('p1')?.at).toBe('2026-11-22T10:00:00.000Z');
});

test('a request of the main thread leads to the next one, with their times, past every agent', () => {
  const at = (time: string, line: string) =>
    JSON.stringify({...JSON.parse(line), timestamp: `2026-11-22T${time}.000Z`});
  const {turns} = fold(
    [
      user('p1'),
      at('10:00:00', answer('m1', {calls: ['toolu_1']})),
      at('10:04:00', answer('m2', {usage: {cache_creation_input_tokens: 1}})),
      user('p2'),
      at('11:30:00', answer('m3', {model: haiku})),
    ],
    [[agent, [user('p1'), answer('m4', {model: haiku})]]],
  );
  const [first, second] = turns.get('p1')?.mainRequests ?? [];
  const [third] = turns.get('p2')?.mainRequests ?? [];
  expect(turns.get('p1')?.mainRequests).toHaveLength(2);
  expect(first?.next).toBe(second);
  expect(second?.next).toBe(third);
  expect(third).toMatchObject({model: haiku, isLate: true, next: undefined});
  expect(second?.isLate).toBe(false);
});

test('a prompt is over when another one follows', () => {
  const {turns} = fold([user('p1'), answer('m1'), user('p2'), answer('m2')]);
  expect([...turns.values()].map(({isOver}) => isOver)).toEqual([true, false]);
});

/** Sessions of a few prompts, with answers of one to four blocks. */
const anySession = fc.array(
  fc.record({
    prompt: fc.constantFrom('p1', 'p2', 'p3'),
    blocks: fc.integer({min: 1, max: 4}),
    usage: fc.nat(1000),
    model: fc.constantFrom(opus, haiku, '<synthetic>'),
  }),
  {maxLength: 12},
);

function write(
  session: {prompt: string; blocks: number; usage: number; model: string}[],
): string[][] {
  return session.map(({prompt, blocks, usage, model}, n) => [
    user(prompt),
    ...Array.from({length: blocks}, () => answer(`m${n}`, {model, usage: usageOf(usage)})),
  ]);
}

/** What adds up, without the order in which it was met. */
function sums({turns}: SessionUse) {
  return new Map(
    [...turns].map(([id, {main}]) => [
      id,
      [...main].sort((a, b) => a.model.localeCompare(b.model)),
    ]),
  );
}

describe('laws', () => {
  test('an answer counts once whatever the number of its blocks', () => {
    fc.assert(
      fc.property(anySession, (session) => {
        const single = session.map((each) => ({...each, blocks: 1}));
        expect(sums(fold(write(session).flat()))).toEqual(sums(fold(write(single).flat())));
      }),
    );
  });

  test('the order of the blocks within a prompt does not matter', () => {
    const withOrder = anySession.chain((session) => {
      const lines = write(session.map((each) => ({...each, prompt: 'p1'})))
        .flat()
        .slice(1);
      return fc.record({
        lines: fc.constant(lines),
        shuffled: fc.shuffledSubarray(lines, {minLength: lines.length}),
      });
    });
    fc.assert(
      fc.property(withOrder, ({lines, shuffled}) => {
        expect(sums(fold([user('p1'), ...shuffled]))).toEqual(sums(fold([user('p1'), ...lines])));
      }),
    );
  });

  test('a transcript read in appended parts amounts to the same as the whole', () => {
    fc.assert(
      fc.property(anySession, fc.array(fc.nat(60)), (session, cuts) => {
        const lines = write(session).flat();
        const transcript = foldTranscript();
        for (const [at, line] of lines.entries()) {
          // Looking at it in between changes nothing.
          if (cuts.includes(at)) transcript.read();
          transcript.add(line);
        }
        expect(transcript.read()).toEqual(fold(lines));
      }),
    );
  });

  test('torn and foreign lines never change the rest', () => {
    const noise = fc.oneof(
      fc.string(),
      fc.constantFrom(
        '{"type":"assistant","message":{"id":"m0","usage":{"inp',
        '{"promptId":',
        '"usage" "promptId"',
        '[]',
        '{"type":"attachment","usage":1}',
        '{"type":"assistant","message":"usage"}',
        '{"type":"user","promptId":7}',
      ),
    );
    fc.assert(
      fc.property(anySession, fc.array(fc.tuple(fc.nat(60), noise)), (session, noises) => {
        const lines = write(session).flat();
        const noisy = [...lines];
        for (const [at, line] of noises) noisy.splice(at % (noisy.length + 1), 0, line);
        expect(sums(fold(noisy))).toEqual(sums(fold(lines)));
      }),
    );
  });
});
