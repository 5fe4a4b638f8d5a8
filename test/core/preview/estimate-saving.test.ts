import {expect, it} from 'vitest';
import {costOfTurn, estimateTurn} from '../../../lib/core/preview/estimate-saving.ts';
import type {PastPrompt} from '../../../lib/core/preview/past-prompt.ts';

const million = {
  input: 1_000_000,
  output: 1_000_000,
  cacheRead: 1_000_000,
  cacheWrite5m: 1_000_000,
  cacheWrite1h: 1_000_000,
};

function turn(...requests: [model: string, tokens: Partial<typeof million>][]): PastPrompt {
  const none = {input: 0, output: 0, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0};
  return {
    id: '1',
    at: '',
    session: 's',
    project: undefined,
    client: '2.1.330',
    isPlanMode: false,
    text: '',
    requests: requests.map(([model, tokens]) => ({model, tokens: {...none, ...tokens}})),
  };
}

it('prices a turn by its models', () => {
  expect(costOfTurn(turn(['claude-opus-5-5', million]), {})).toBeCloseTo(4 + 20 + 0.2 + 5 + 8);
  expect(
    costOfTurn(turn(['claude-opus-5-5', {input: 1e6}], ['claude-haiku-5-5', {input: 1e6}]), {}),
  ).toBeCloseTo(4.1);
});

it('knows no cost where there are no tokens, or a model without prices', () => {
  expect(costOfTurn(turn(), {})).toBeUndefined();
  expect(costOfTurn(turn(['my-model', million]), {})).toBeUndefined();
  expect(estimateTurn(turn(['my-model', million]), 'haiku', {})).toBeUndefined();
});

it("takes a person's own prices", () => {
  const own = {input: 1, output: 0, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0};
  expect(costOfTurn(turn(['my-model', million]), {'my-*': own})).toBeCloseTo(1);
});

it('saves at most the difference of the prices, less what the hand-over costs', () => {
  const estimate = estimateTurn(
    turn(
      ['claude-opus-5-5', {input: 1e6, output: 1e6}],
      ['claude-opus-5-5', {cacheRead: 1e6, output: 2e6}],
    ),
    'haiku',
    {},
  );
  const cost = 4 + 20 + 0.2 + 40;
  const moved = 0.1 + 0.5 + 0.01 + 1;
  // The first request is read once, and read again from the cache to pass the result on.
  const handOver = 4 + 0.2 + 40;
  expect(estimate?.cost).toBeCloseTo(cost);
  expect(estimate?.saving).toBeCloseTo(cost - moved);
  expect(estimate?.savingAfterHandOver).toBeCloseTo(cost - moved - handOver);
});
