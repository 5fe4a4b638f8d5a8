import {expect, it} from 'vitest';
import {chooseSurface, type SurfaceFacts} from '../../../lib/core/setup/choose-surface.ts';

const old = 'Claude Code 2.1.197 loads no such plugins';

function choose(changes: Partial<SurfaceFacts>) {
  return chooseSurface({
    wish: 'auto',
    scope: 'user',
    client: '2.1.330',
    modObstacle: undefined,
    ...changes,
  });
}

it.each([
  ['auto, where the client loads it', {}, 'mod', 'Claude Code 2.1.330 loads'],
  ['auto, where it does not', {modObstacle: old}, 'hooks', old],
  ['auto, for one project', {scope: 'project'}, 'hooks', 'installed for a user'],
  ['hooks', {wish: 'hooks'}, 'hooks', 'asked for'],
  ['mod', {wish: 'mod'}, 'mod', 'asked for'],
  ['both', {wish: 'both'}, 'both', 'asked for'],
] as [string, Partial<SurfaceFacts>, string, string][])('%s', (_, facts, surface, because) => {
  expect(choose(facts)).toMatchObject({
    ok: true,
    value: {surface, because: expect.stringContaining(because)},
  });
});

it.each([
  ['mod', {modObstacle: old}],
  ['both', {modObstacle: old}],
  ['mod', {scope: 'project'}],
] as const)('a wish for %s that cannot be had is refused', (wish, facts) => {
  expect(choose({wish, ...facts})).toMatchObject({
    ok: false,
    failure: {code: 'mod-not-possible'},
  });
});
