import {readFileSync} from 'node:fs';
import fc from 'fast-check';
import {expect, test} from 'vitest';
import {mendSlips} from '../../../lib/core/routing/mend-slips.ts';
import {routePrompt} from '../../../lib/core/routing/route-prompt.ts';

test.each([
  ['delte the users tabel', 'delete the users table'],
  ['delette the databases', 'delete the databases'],
  ['deply to prodcution', 'deploy to production'],
  ['rotate the passwrods', 'rotate the passwords'],
  ['waht is this', 'what is this'],
])('%s', (slipped, meant) => {
  expect(mendSlips(slipped)).toBe(meant);
});

test.each([
  'it uses the first column',
  'fin',
  'show less of it',
  'the tablet is wider',
  'shut it',
  'deletes and removed tables',
])('words of their own are left alone: %s', (text) => {
  expect(mendSlips(text)).toBe(text);
});

test('a danger with a slip in it is still seen', () => {
  for (const prompt of ['delte the users table', 'drop the prodcution databse']) {
    expect(routePrompt(prompt)).toMatchObject({tier: 'opus', risk: true});
  }
});

test('law: what was put right once is right', () => {
  const file = new URL('prompts/small.txt', import.meta.url);
  const lines = readFileSync(file, 'utf8').split('\n');
  fc.assert(
    fc.property(fc.constantFrom(...lines), fc.nat(), (line, place) => {
      const at = place % Math.max(1, line.length);
      const mended = mendSlips((line.slice(0, at) + line.slice(at + 1)).toLowerCase());
      expect(mendSlips(mended)).toBe(mended);
    }),
    {numRuns: 500},
  );
});
