import fc from 'fast-check';
import {expect, it} from 'vitest';
import {isTooWide} from '../../../lib/core/trust/is-too-wide.ts';
import {judgeTrust} from '../../../lib/core/trust/judge-trust.ts';

/** `/a/b*` has a repository in b; the folder itself comes first. */
const levels = (way: string) => {
  const names = way.split('/').slice(1);
  return names
    .map((_, at) => ({
      path: `/${names.slice(0, at + 1).join('/')}`.replaceAll('*', ''),
      isRepository: names[at]?.endsWith('*') === true,
    }))
    .reverse();
};

it.each([
  ['/work/app*', '/work/app', true, '/work/app'],
  ['/work/app*/src/deep', '/work/app', true, '/work/app'],
  ['/work/notes/today', '/work', true, '/work'],
  ['/work/app*/vendor/clone*', '/work/app', false, '/work/app/vendor/clone'],
  ['/work/app*/vendor/clone*/src', '/work/app', false, '/work/app/vendor/clone'],
  ['/work/app*', '/work', false, '/work/app'],
  ['/work/appendix', '/work/app', false, '/work/appendix'],
  ['/work/app*', '/', false, '/work/app'],
])('%s with %s trusted', (way, trusted, isTrusted, folder) => {
  expect(judgeTrust(levels(way), new Set([trusted]))).toEqual({isTrusted, folder});
});

it('names a folder whose trust would do', () => {
  const level = fc.record({
    path: fc.constantFrom('/a', '/a/b', '/a/b/c', '/d'),
    isRepository: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(level, {minLength: 1}), fc.uniqueArray(fc.string()), (way, trusted) => {
      const {folder} = judgeTrust(way, new Set(trusted));
      expect(judgeTrust(way, new Set([folder])).isTrusted).toBe(true);
    }),
  );
});

it.each([
  ['/', true],
  ['/home', true],
  ['/home/me', true],
  ['/home/me/app', false],
  ['/home/m', false],
  ['/srv/app', false],
])('%s is too wide: %s', (folder, expected) => {
  expect(isTooWide(folder, '/home/me')).toBe(expected);
});
