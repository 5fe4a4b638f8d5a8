import {join} from 'node:path';
import {expect, test} from 'vitest';
import {readSettingsModel} from '../../lib/edge/client-settings.ts';
import {put, temporaryFolder} from './temporary-folder.ts';

function read(files: {local?: string; project?: string; user?: string}, hasProject = true) {
  const home = temporaryFolder();
  const project = join(home, 'project');
  const places = {
    local: join(project, '.claude', 'settings.local.json'),
    project: join(project, '.claude', 'settings.json'),
    user: join(home, '.claude', 'settings.json'),
  };
  for (const [place, text] of Object.entries(files)) {
    put(places[place as keyof typeof places], text);
  }
  return readSettingsModel({HOME: home}, hasProject ? project : undefined);
}

test('the strongest file that names a model counts', () => {
  const user = '{"model":"haiku"}';
  const project = '{"model":"sonnet"}';
  expect(read({user})).toBe('haiku');
  expect(read({user, project})).toBe('sonnet');
  expect(read({user, project, local: '{"model":"opus"}'})).toBe('opus');
  expect(read({user, project}, false)).toBe('haiku');
});

test('a file that names none is passed over', () => {
  const user = '{"model":"haiku"}';
  for (const local of ['{}', '{"model":""}', '{"model":"default"}', '{"model":5}', '[]', '{']) {
    expect(read({user, local})).toBe('haiku');
  }
});

test('no file names none', () => {
  expect(read({})).toBeUndefined();
});
