import {join} from 'node:path';
import {describe, expect, it, test} from 'vitest';
import {bundleFolder, claudeFolder, dataFolder, fileNamePart, paths} from '../../lib/edge/paths.ts';

describe('folders', () => {
  it('are below HOME by default', () => {
    expect(claudeFolder({HOME: '/h'})).toBe(join('/h', '.claude'));
    expect(dataFolder({HOME: '/h'})).toBe(join('/h', '.claude', 'tierwise'));
  });

  it('follow CLAUDE_CONFIG_DIR, and the data folder TIERWISE_HOME', () => {
    const moved = {HOME: '/h', CLAUDE_CONFIG_DIR: '/c'};
    expect(claudeFolder(moved)).toBe('/c');
    expect(dataFolder(moved)).toBe(join('/c', 'tierwise'));
    expect(dataFolder({...moved, TIERWISE_HOME: '/t'})).toBe('/t');
  });

  it('take an empty variable for none', () => {
    const empty = {HOME: '/h', CLAUDE_CONFIG_DIR: '', TIERWISE_HOME: ''};
    expect(dataFolder(empty)).toBe(join('/h', '.claude', 'tierwise'));
  });

  it('of our files all lie in the data folder', () => {
    const {data, ...rest} = paths({TIERWISE_HOME: '/t'});
    expect(data).toBe('/t');
    for (const path of Object.values(rest)) {
      expect(path.startsWith(join('/t', 'x').slice(0, -1))).toBe(true);
    }
    expect(new Set(Object.values(rest)).size).toBe(Object.values(rest).length);
  });

  it('of the running program is that of its file', () => {
    expect(process.argv[1]?.startsWith(bundleFolder())).toBe(true);
  });
});

test('ids become part of a file name when they are plain names', () => {
  for (const id of ['a', '9a9ef937-5fb0-4ba6-9efa-ded173347ea3', 'A_b-1', 'x'.repeat(100)]) {
    expect(fileNamePart(id)).toBe(id);
  }
  for (const id of [undefined, '', '..', '-a', '_a', 'a.b', 'a b', 'é', 'x'.repeat(101)]) {
    expect(fileNamePart(id)).toBeUndefined();
  }
});
