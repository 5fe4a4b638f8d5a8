import {describe, expect, it} from 'vitest';
import {findInstalledSurface} from '../../../lib/core/setup/find-installed-surface.ts';
import {emptyManifest, type Manifest} from '../../../lib/core/setup/manifest.ts';

const hooks = JSON.stringify({
  hooks: {
    Stop: [
      {
        hooks: [
          {type: 'command', command: '/node', args: ['/c/hooks/tierwise/post-tool-metrics.cjs']},
        ],
      },
    ],
  },
});
const pluginByHand = '{"enabledPlugins": {"tierwise@tierwise": true}}';

function manifestWith(name: string, plugin?: boolean): Manifest {
  const files = [{kind: 'bundle' as const, name, fingerprints: ['x']}];
  return {...emptyManifest, files, ...(plugin === undefined ? {} : {plugin})};
}

describe('findInstalledSurface', () => {
  it.each([
    ['nothing', undefined, undefined, undefined],
    ['a settings file that is no JSON', '{', undefined, undefined],
    ['hooks, the manifest lost', hooks, undefined, 'hooks'],
    ['hooks whose entries were lost', '{}', manifestWith('hybrid-selector.cjs'), 'hooks'],
    ['no more than our program', '{}', manifestWith('tierwise.cjs'), undefined],
    ['the plugin', '{}', manifestWith('tierwise.cjs', true), 'mod'],
    [
      'a plugin that the client has not taken',
      '{}',
      manifestWith('tierwise.cjs', false),
      undefined,
    ],
    ['both', hooks, manifestWith('hybrid-selector.cjs', true), 'both'],
    ['a plugin set up by hand', pluginByHand, undefined, undefined],
    ['hooks beside a plugin set up by hand', hooks, undefined, 'hooks'],
  ] as const)('%s', (_, settings, manifest, surface) => {
    expect(findInstalledSurface(settings, manifest)).toBe(surface);
  });
});
