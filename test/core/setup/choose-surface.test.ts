import {expect, it} from 'vitest';
import {chooseSurface, type SurfaceFacts} from '../../../lib/core/setup/choose-surface.ts';

const old = 'Claude Code 2.1.197 loads no such plugins';

function choose(changes: Partial<SurfaceFacts>) {
  return chooseSurface({
    wish: 'auto',
    installed: undefined,
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
  ['no wish, the first time', {wish: undefined}, 'mod', 'Claude Code 2.1.330 loads'],
  ['no wish, hooks there', {wish: undefined, installed: 'hooks'}, 'hooks', 'as it was'],
  [
    'no wish, the plugin there, on a client that loads none',
    {wish: undefined, installed: 'mod', modObstacle: old},
    'mod',
    'as it was',
  ],
  ['no wish, both there', {wish: undefined, installed: 'both'}, 'both', 'as it was'],
  [
    'no wish, in a project whose manifest tells of a plugin',
    {wish: undefined, installed: 'mod', scope: 'project'},
    'hooks',
    'installed for a user',
  ],
  ['auto by hand, hooks there', {installed: 'hooks'}, 'mod', 'Claude Code 2.1.330 loads'],
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
