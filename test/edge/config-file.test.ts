import {join} from 'node:path';
import {expect, test} from 'vitest';
import {readConfigFiles} from '../../lib/edge/config-file.ts';
import {put, temporaryFolder} from './temporary-folder.ts';

function read(user: string | undefined, project?: string) {
  const folder = temporaryFolder();
  if (user !== undefined) {
    put(join(folder, 'config.json'), user);
  }
  if (project !== undefined) {
    put(join(folder, 'project', '.claude', 'tierwise.json'), project);
  }
  return readConfigFiles(join(folder, 'config.json'), join(folder, 'project'));
}

test('no files are empty settings, and nothing is broken', () => {
  const nothing = {config: {}, isBroken: false, project: {}, isProjectBroken: false};
  expect(read(undefined)).toEqual(nothing);
  expect(readConfigFiles('/nowhere/config.json', undefined)).toEqual(nothing);
});

test('both files are read', () => {
  expect(read('{"tier":"haiku"}', '{"mode":"off"}')).toMatchObject({
    config: {tier: 'haiku'},
    project: {mode: 'off'},
  });
});

test.each(['{', '[]', '{"tier":"fable"}', ''])(
  'config.json %j is broken and says nothing',
  (text) => {
    expect(read(text)).toMatchObject({config: {}, isBroken: true, isProjectBroken: false});
  },
);

test.each(['{', '{"maxTier":"fable"}'])('a project file %j is broken and says nothing', (text) => {
  expect(read('{}', text)).toMatchObject({project: {}, isBroken: false, isProjectBroken: true});
});
