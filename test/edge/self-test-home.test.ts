import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {makeSelfTestHome} from '../../lib/edge/self-test-home.ts';
import {put} from './temporary-folder.ts';

test('a home of its own, with agents, that is gone afterwards', () => {
  const home = makeSelfTestHome(['tierwise-haiku']);
  const {HOME, CLAUDE_CONFIG_DIR = '', TIERWISE_HOME = ''} = home.environment;
  expect(HOME).toBe(home.folder);
  expect(existsSync(join(CLAUDE_CONFIG_DIR, 'agents', 'tierwise-haiku.md'))).toBe(true);
  expect(home.readStored()).toEqual(new Map());
  put(join(TIERWISE_HOME, 'state', 'x.json'), '{}');
  expect(home.readStored()).toEqual(new Map([['state/x.json', '{}']]));
  home.remove();
  expect(existsSync(home.folder)).toBe(false);
});
