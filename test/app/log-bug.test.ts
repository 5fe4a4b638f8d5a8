import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {logBug} from '../../lib/app/log-bug.ts';
import {temporaryFolder} from '../edge/temporary-folder.ts';

it('the trace of a bug goes to the log, on one line', () => {
  const home = temporaryFolder();
  logBug({TIERWISE_HOME: home}, new TypeError('x is not a function'));
  logBug({TIERWISE_HOME: home}, 'thrown as text');
  const log = readFileSync(join(home, 'logs', 'tierwise.log'), 'utf8')
    .trimEnd()
    .split('\n');
  expect(log).toHaveLength(2);
  expect(log[0]).toMatch(/ error verb-failed TypeError: x is not a function +at /);
  expect(log[1]).toMatch(/ error verb-failed thrown as text$/);
});
