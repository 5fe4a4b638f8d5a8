import {readFileSync} from 'node:fs';
import {expect, it} from 'vitest';
import {judgeEconomy} from '../../../lib/core/economics/judge-economy.ts';
import {priceDelegation} from '../../../lib/core/economics/price-delegation.ts';
import {priceMove} from '../../../lib/core/economics/price-move.ts';
import type {Kind} from '../../../lib/core/routing/kind.ts';

const page = readFileSync(new URL('../../../docs/economics.md', import.meta.url), 'utf8');

const clients = [
  {client: '2.1.330', baseModel: 'claude-opus-5-5'},
  {client: '2.1.197', baseModel: 'claude-opus-4-8'},
];
const contexts = [10_000, 50_000, 150_000];
const rows: [kind: Kind, target: 'haiku' | 'sonnet'][] = [
  ['question', 'haiku'],
  ['search', 'haiku'],
  ['run', 'haiku'],
  ['git', 'haiku'],
  ['edit-small', 'haiku'],
  ['format-rename', 'haiku'],
  ['question', 'sonnet'],
  ['explain', 'sonnet'],
  ['docs', 'sonnet'],
  ['test', 'sonnet'],
  ['fix', 'sonnet'],
  ['feature', 'sonnet'],
  ['review', 'sonnet'],
];

it.each([
  ['a delegation', priceDelegation],
  ['a move', priceMove],
] as const)('the page tells what %s saves', (_, price) => {
  const table = rows.map(([kind, target]) => {
    const savings = clients.flatMap((client) =>
      contexts.map((context) => {
        const cache = {context, isWarm: true, lifetime: '5m' as const};
        const question = {...client, kind, target, cache, prices: {}};
        return (judgeEconomy(price, question)?.saving ?? Number.NaN).toFixed(3);
      }),
    );
    return `| ${[kind, target, ...savings].join(' | ')} |`;
  });
  expect(page).toContain(table.join('\n'));
});
