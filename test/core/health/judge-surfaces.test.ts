import {expect, it} from 'vitest';
import {judgeSurfaces} from '../../../lib/core/health/judge-surfaces.ts';

const moved = {session: 's1', baseModel: 'claude-opus-5-5'};

it.each([
  ['hooks alone', 6, false, 'surfaces: hooks'],
  ['the plugin alone', 0, true, 'surfaces: plugin'],
  ['both', 6, true, 'surfaces: hooks and plugin'],
  ['none', 0, false, undefined],
])('%s', (_, hookCount, hasPlugin, healthy) => {
  const check = judgeSurfaces({hookCount, hasPlugin, movedSessions: []});

  expect(check).toEqual({...(healthy && {healthy}), findings: []});
});

it('a session that would resume on a moved model is named where the plugin is gone', () => {
  const facts = {hookCount: 6, movedSessions: [moved]};

  expect(judgeSurfaces({...facts, hasPlugin: false}).findings).toMatchObject([
    {code: 'session-on-moved-model', severity: 'warning', facts: moved},
  ]);
  expect(judgeSurfaces({...facts, hasPlugin: true}).findings).toEqual([]);
});
