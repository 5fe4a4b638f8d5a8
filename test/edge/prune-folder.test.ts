import {readdirSync, utimesSync} from 'node:fs';
import {join} from 'node:path';
import {afterEach, expect, test, vi} from 'vitest';
import {pruneFolder} from '../../lib/edge/prune-folder.ts';
import {put, temporaryFolder} from './temporary-folder.ts';

afterEach(() => vi.restoreAllMocks());

function putOld(path: string, days: number): void {
  const seconds = Date.now() / 1000 - days * 24 * 60 * 60;
  utimesSync(put(path, ''), seconds, seconds);
}

test('files that are older than the days are removed, the others kept', () => {
  const folder = temporaryFolder();
  putOld(join(folder, 'old'), 31);
  putOld(join(folder, 'young'), 29);
  put(join(folder, 'new'), '');
  pruneFolder(folder, 30);
  expect(readdirSync(folder).sort()).toEqual(['new', 'young']);
});

test('a folder that is not there is no failure', () => {
  expect(() => pruneFolder(join(temporaryFolder(), 'none'), 30)).not.toThrow();
});

test.each([
  ['at its beginning', 0],
  ['at its end', 0.999999],
])('a large folder is tidied in parts: %s', (_name, random) => {
  const folder = temporaryFolder();
  for (let file = 0; file < 230; file += 1) {
    putOld(join(folder, `f${file}`), 31);
  }
  const before = readdirSync(folder);
  vi.spyOn(Math, 'random').mockReturnValue(random);
  pruneFolder(folder, 30);
  const kept = random === 0 ? before.slice(200) : before.slice(0, 30);
  expect(readdirSync(folder).sort()).toEqual(kept.sort());
});
