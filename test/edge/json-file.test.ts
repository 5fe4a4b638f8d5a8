import {join} from 'node:path';
import {expect, test} from 'vitest';
import {readJsonFile} from '../../lib/edge/json-file.ts';
import {put, temporaryFolder} from './temporary-folder.ts';

test('a file of JSON is read, with a byte order mark as well', () => {
  const folder = temporaryFolder();
  expect(readJsonFile(put(join(folder, 'a'), '{"a":1}'))).toEqual({state: 'read', value: {a: 1}});
  expect(readJsonFile(put(join(folder, 'b'), '\uFEFF[1]\n'))).toEqual({state: 'read', value: [1]});
  expect(readJsonFile(put(join(folder, 'c'), 'null'))).toEqual({state: 'read', value: null});
});

test('an absent file is not a broken one', () => {
  const folder = temporaryFolder();
  const file = put(join(folder, 'file'), '{}');
  expect(readJsonFile(join(folder, 'absent'))).toEqual({state: 'absent'});
  expect(readJsonFile(join(file, 'below'))).toEqual({state: 'absent'});
});

test.each([
  ['empty', ''],
  ['torn', '{"a":'],
  ['with a comment', '{"a":1} // one'],
  ['with a trailing comma', '{"a":1,}'],
])('a file that is %s is broken', (_name, text) => {
  expect(readJsonFile(put(join(temporaryFolder(), 'a'), text))).toEqual({state: 'broken'});
});

test('a folder in the place of the file is broken', () => {
  expect(readJsonFile(temporaryFolder())).toEqual({state: 'broken'});
});
