import {chmodSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {readConfigText, writeConfigText} from '../../lib/edge/config-text.ts';
import {modeOf, put, temporaryFolder} from './temporary-folder.ts';

test('the file is for its owner alone, also where it was not', async () => {
  const path = join(temporaryFolder(), 'data', 'config.json');
  await writeConfigText(path, '{}');
  expect([modeOf(join(path, '..')), modeOf(path)]).toEqual(['700', '600']);
  chmodSync(path, 0o644);
  await writeConfigText(path, '{"a":1}');
  expect([modeOf(path), readFileSync(path, 'utf8')]).toEqual(['600', '{"a":1}']);
});

test('a file is read as it stands, with its mark', async () => {
  const path = put(join(temporaryFolder(), 'config.json'), '\uFEFF{}');
  expect(await readConfigText(path)).toEqual({state: 'read', text: '\uFEFF{}'});
  writeFileSync(path, Buffer.from([0x7b, 0xff, 0x7d]));
  expect(await readConfigText(path)).toEqual({state: 'not-utf8'});
  expect(await readConfigText(join(path, 'x'))).toEqual({state: 'absent'});
});
