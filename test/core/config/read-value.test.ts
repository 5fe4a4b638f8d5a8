import {expect, it} from 'vitest';
import {readValue} from '../../../lib/core/config/read-value.ts';

const prices = {input: 1, output: 2, cacheRead: 0, cacheWrite5m: 1.5, cacheWrite1h: 2};

it.each([
  [['mode'], 'observe', 'observe'],
  [['mode'], '"observe"', 'observe'],
  [['allowUp'], 'true', true],
  [['agents', 'reviewer'], 'opus', 'opus'],
  [['agents'], '{"reviewer": "opus"}', {reviewer: 'opus'}],
  [['prices', 'claude-*'], JSON.stringify(prices), prices],
  [
    ['rules'],
    '[{"when": {"kind": "docs"}, "tier": "haiku"}]',
    [{when: {kind: 'docs'}, tier: 'haiku'}],
  ],
])('%j takes %s', (path, word, value) => {
  expect(readValue(path as ['mode'], word)).toEqual({ok: true, value});
});

it.each([
  [['mode'], 'on', 'mode', /^one of off, observe/],
  [['allowUp'], 'yes', 'allowUp', /^true or false$/],
  [['agents', 'a'], 'large', 'agents.a', /^one of haiku, sonnet, opus$/],
  [['rules'], 'x', 'rules', /^a JSON array/],
  [['prices', 'm'], '{"input": -1}', 'prices.m', /0 or more/],
  [['mode'], 'x'.repeat(500), 'mode', /^one of/],
])('%j refuses %.20s', (path, word, key, expected) => {
  const refused = readValue(path as ['mode'], word);
  expect(refused).toMatchObject({ok: false, failure: {code: 'config-value-wrong', key}});
  const {failure} = refused as unknown as {failure: {expected: string; found: string}};
  expect(failure.expected).toMatch(expected);
  expect(failure.found.length).toBeLessThan(50);
});
