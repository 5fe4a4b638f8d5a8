import {expect, it} from 'vitest';
import {configKeys, projectKeys, readKeyPath} from '../../../lib/core/config/config-keys.ts';
import {configSchema, projectConfigSchema} from '../../../lib/core/config/config-schema.ts';

it('are the keys of the schemas, in their order', () => {
  const withoutLink = (keys: string[]) => keys.filter((key) => key !== '$schema');
  expect(Object.keys(configKeys)).toEqual(withoutLink(Object.keys(configSchema.shape)));
  expect([...projectKeys]).toEqual(withoutLink(Object.keys(projectConfigSchema.shape)));
});

it.each([
  ['mode', ['mode']],
  ['agents', ['agents']],
  ['agents.reviewer', ['agents', 'reviewer']],
  ['agents.plugin:light', ['agents', 'plugin:light']],
  ['prices.claude-opus-4.8', ['prices', 'claude-opus-4.8']],
])('%s is a key', (key, path) => {
  expect(readKeyPath(key)).toEqual(path);
});

it.each(['', '.', 'moed', 'mode.x', 'agents.', '.agents', '$schema', 'constructor', '__proto__'])(
  '%j is none',
  (key) => {
    expect(readKeyPath(key)).toBeUndefined();
  },
);
