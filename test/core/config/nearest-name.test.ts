import {expect, it} from 'vitest';
import {nearestName} from '../../../lib/core/config/nearest-name.ts';

const known = ['mode', 'enforcement', 'maxTier', 'bias', 'agents'];

it.each([
  ['moed', 'mode'],
  ['Mode', 'mode'],
  ['maxtier', 'maxTier'],
  ['max_tier', 'maxTier'],
  ['enforcment', 'enforcement'],
  ['agent', 'agents'],
])('%s was meant for %s', (name, nearest) => {
  expect(nearestName(name, known)).toBe(nearest);
});

it.each(['x', 'colour', '', 'y'.repeat(10_000)])('%.10s is near none', (name) => {
  expect(nearestName(name, known)).toBeNull();
});

it('knows of nothing near nothing', () => {
  expect(nearestName('mode', [])).toBeNull();
});
