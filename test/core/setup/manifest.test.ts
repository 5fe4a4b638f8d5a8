import {describe, expect, it} from 'vitest';
import {type Manifest, parseManifest, writeManifest} from '../../../lib/core/setup/manifest.ts';

const manifest: Manifest = {
  version: 1,
  files: [{kind: 'agent', name: 'tierwise-haiku.md', fingerprints: ['a']}],
  folders: ['agents'],
  settings: [
    {container: 'hooks', interior: null},
    {container: 'file', interior: ' \n'},
  ],
};

describe('manifest', () => {
  it('comes back as it was written', () => {
    expect(parseManifest(writeManifest(manifest))).toEqual(manifest);
  });

  it.each([
    ['no JSON', '{'],
    ['another version', JSON.stringify({...manifest, version: 2})],
    ['a file outside our folders', withFileName('../../.bashrc')],
    ['a path', withFileName('a/b')],
    ['a Windows path', withFileName('..\\a')],
    ['a hidden file', withFileName('.profile')],
    ['an unknown folder', JSON.stringify({...manifest, folders: ['/']})],
    [
      'text for settings.json',
      JSON.stringify({...manifest, settings: [{container: 'file', interior: '"a":1'}]}),
    ],
  ])('with %s is not believed', (_, text) => {
    expect(parseManifest(text)).toBeUndefined();
  });
});

function withFileName(name: string): string {
  return JSON.stringify({...manifest, files: [{kind: 'agent', name, fingerprints: []}]});
}
