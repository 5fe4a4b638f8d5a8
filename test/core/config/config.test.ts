import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {isConfig, isProjectConfig} from '../../../lib/core/config/config.ts';
import {configSchema, projectConfigSchema} from '../../../lib/core/config/config-schema.ts';
import {anyJson, nearValid} from '../near-valid.ts';

const rules = [
  {when: {kind: 'docs', prompt: 'release notes'}, tier: 'haiku', because: 'they are short'},
  {when: {}, tier: 'stay'},
];
const full = {
  mode: 'directive',
  enforcement: 'strict',
  tier: 'auto',
  maxTier: 'sonnet',
  allowUp: true,
  economics: 'off',
  bias: 'saver',
  agents: {reviewer: 'opus', 'plugin:light': 'haiku'},
  rules,
  prices: {'claude-*': {input: 1, output: 5, cacheRead: 0, cacheWrite5m: 1.25, cacheWrite1h: 2}},
  $schema: './config.schema.json',
};
const project = {mode: 'observe', maxTier: 'haiku', rules};

describe('config.json', () => {
  it.each([
    ['empty', {}],
    ['full', full],
    ['with a key of tomorrow', {...full, tomorrow: 1}],
  ])('is accepted: %s', (_name, value) => {
    expect(isConfig(value)).toBe(true);
  });

  it.each([
    ['a list', []],
    ['an unknown mode', {mode: 'on'}],
    ['fable as a cap', {maxTier: 'fable'}],
    ['stay as a cap', {maxTier: 'stay'}],
    ['a flag in words', {allowUp: 'yes'}],
    ['a mapped agent without a tier', {agents: {reviewer: 'stay'}}],
    ['a rule without a condition field', {rules: [{tier: 'haiku'}]}],
    ['a rule of unknown kind', {rules: [{when: {kind: 'poem'}, tier: 'haiku'}]}],
    ['null for absent', {mode: null}],
    ['a price below nothing', {prices: {m: {...full.prices['claude-*'], input: -1}}}],
    ['a price that is no number', {prices: {m: {...full.prices['claude-*'], output: '5'}}}],
    [
      'a price without end',
      {prices: {m: {...full.prices['claude-*'], output: Number.POSITIVE_INFINITY}}},
    ],
    ['a model without all of its prices', {prices: {m: {input: 1}}}],
    ['a schema link that is no text', {$schema: {}}],
  ])('is refused: %s', (_name, value) => {
    expect(isConfig(value)).toBe(false);
  });

  it.each([
    '{"agents":{"__proto__":5}}',
    '{"agents":{"__proto__":"haiku"}}',
    '{"agents":{"constructor":{}}}',
    '{"__proto__":{"mode":"on"}}',
    '{"rules":[{"when":{"__proto__":1},"tier":"haiku"}]}',
  ])('is judged as by the schema: %s', (text) => {
    const value = JSON.parse(text);
    expect(isConfig(value)).toBe(configSchema.safeParse(value).success);
  });

  it('is accepted exactly where the schema accepts it', () => {
    fc.assert(
      fc.property(fc.oneof(anyJson(), nearValid([{}, full, project])), (value) => {
        expect(isConfig(value)).toBe(configSchema.safeParse(value).success);
      }),
      {numRuns: 1000},
    );
  });
});

describe('a project file', () => {
  it('can turn it off or observe, and nothing above', () => {
    const accepted = ['off', 'observe', 'directive', 'orchestration'].filter((mode) =>
      isProjectConfig({mode}),
    );
    expect(accepted).toEqual(['off', 'observe']);
  });

  it('is accepted exactly where the schema accepts it', () => {
    fc.assert(
      fc.property(fc.oneof(anyJson(), nearValid([{}, full, project])), (value) => {
        expect(isProjectConfig(value)).toBe(projectConfigSchema.safeParse(value).success);
      }),
      {numRuns: 1000},
    );
  });
});
