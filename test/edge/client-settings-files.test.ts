import {mkdirSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {readClientSettingsFiles} from '../../lib/edge/client-settings-files.ts';
import {put, temporaryFolder} from './temporary-folder.ts';

test('reads every settings file that is there, and says which it is', () => {
  const folder = temporaryFolder();
  put(join(folder, '.claude', 'settings.json'), '{"user":1}');
  put(join(folder, 'project', '.claude', 'settings.local.json'), '{"local":1}');
  mkdirSync(join(folder, 'project', '.claude', 'settings.json'));
  const managed = put(join(folder, 'managed.json'), '{}');
  const files = readClientSettingsFiles({HOME: folder}, join(folder, 'project'), managed);
  expect(files.map(({scope, text, reason}) => [scope, text, reason])).toEqual([
    ['user', '{"user":1}', undefined],
    ['project', undefined, 'it is a folder'],
    ['local', '{"local":1}', undefined],
    ['managed', '{}', undefined],
  ]);
});

test('in the home folder the file of the user is not that of a project, too', () => {
  const folder = temporaryFolder();
  put(join(folder, '.claude', 'settings.json'), '{}');
  const scopes = readClientSettingsFiles({HOME: folder}, folder, '/nowhere').map(
    ({scope}) => scope,
  );
  expect(scopes).toEqual(['user']);
});
