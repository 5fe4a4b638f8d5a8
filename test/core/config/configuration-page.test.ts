import {readFileSync} from 'node:fs';
import {expect, it} from 'vitest';
import {configKeys} from '../../../lib/core/config/config-keys.ts';
import {kinds} from '../../../lib/core/routing/kind.ts';

const page = readFileSync(new URL('../../../docs/configuration.md', import.meta.url), 'utf8');

it('has a row for every key, with its variable', () => {
  const rows = [...page.matchAll(/^\| `(\w+)` \|.*\| (?:`(TIERWISE_\w+)` )?\|$/gm)];
  expect(rows.map(([, key, variable]) => [key, variable])).toEqual(
    Object.entries(configKeys).map(([key, {variable}]) => [key, variable]),
  );
});

it('names every kind', () => {
  expect(kinds.filter((kind) => !page.includes(`\`${kind}\``))).toEqual([]);
});
