import {expect, it} from 'vitest';
import {judgeSurfaces} from '../../../lib/core/health/judge-surfaces.ts';

const moved = {session: 's1', baseModel: 'claude-opus-5-5'};
const old = 'Claude Code 2.1.197 loads no such plugins';
const forbidden = 'the administrator allows managed mods only (/etc/x.json)';

it.each([
  ['hooks alone', 6, false, old, `alive: the hooks; no plugin: ${old}`],
  [
    'hooks alone where a plugin would do',
    6,
    false,
    undefined,
    'alive: the hooks; this client would take the plugin, too: tierwise install --surface auto',
  ],
  ['the plugin alone', 0, true, undefined, 'alive: the plugin'],
  ['both', 6, true, undefined, 'alive: the plugin; the hooks stand down beside it'],
  [
    'both where an administrator forbids mods',
    6,
    true,
    forbidden,
    `alive: the hooks, since the plugin is not loaded: ${forbidden}`,
  ],
  ['none', 0, false, undefined, undefined],
])('%s', (_, hookCount, hasPlugin, modObstacle, healthy) => {
  const check = judgeSurfaces({hookCount, hasPlugin, modObstacle, movedSessions: []});

  expect(check).toEqual({...(healthy && {healthy}), findings: []});
});

it('a plugin that is not loaded, with no hooks beside it, routes nothing', () => {
  const facts = {hookCount: 0, hasPlugin: true, modObstacle: old, movedSessions: []};

  expect(judgeSurfaces(facts)).toMatchObject({
    findings: [{code: 'plugin-not-loaded', severity: 'problem', facts: {because: old}}],
  });
});

it('a session that would resume on a moved model is named where the plugin is gone', () => {
  const facts = {hookCount: 6, movedSessions: [moved], modObstacle: undefined};

  expect(judgeSurfaces({...facts, hasPlugin: false}).findings).toMatchObject([
    {code: 'session-on-moved-model', severity: 'warning', facts: moved},
  ]);
  expect(judgeSurfaces({...facts, hasPlugin: true}).findings).toEqual([]);
});
