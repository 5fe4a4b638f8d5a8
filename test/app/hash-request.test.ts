import {createHash} from 'node:crypto';
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {hashRequest} from '../../lib/app/hash-request.ts';
import {impossibleFolder, modeOf, put, temporaryFolder} from '../edge/temporary-folder.ts';

const hash = (home: string, text: string) => {
  const hashed = hashRequest({TIERWISE_HOME: home}, text);
  return hashed.ok ? hashed.value : hashed.failure.code;
};

it('is the same on one install, and another one on the next', () => {
  const [home, other] = [join(temporaryFolder(), 'new'), temporaryFolder()];
  expect(hash(home, 'yes')).toMatch(/^[0-9a-f]{32}$/);
  expect(hash(home, 'yes')).toBe(hash(home, 'yes'));
  expect(hash(home, 'yes')).not.toBe(hash(home, 'no'));
  expect(hash(home, 'yes')).not.toBe(hash(other, 'yes'));
});

it('cannot be guessed from the text: it is no plain hash of it', () => {
  const home = temporaryFolder();
  for (const name of ['sha256', 'sha1', 'md5']) {
    expect(createHash(name).update('yes').digest('hex')).not.toContain(hash(home, 'yes'));
  }
});

it('has a key of 32 random bytes, which only the user can read', () => {
  const home = temporaryFolder();
  hash(home, 'yes');
  expect(readFileSync(join(home, 'request-key'))).toHaveLength(32);
  expect(modeOf(join(home, 'request-key'))).toBe('600');
  expect(readdirSync(home)).toEqual(['request-key']);
});

it('makes a new key in the place of a damaged one', () => {
  const home = temporaryFolder();
  put(join(home, 'request-key'), 'short');
  expect(hash(home, 'yes')).toBe(hash(home, 'yes'));
  expect(readFileSync(join(home, 'request-key'))).toHaveLength(32);
});

it('says when there can be no key', () => {
  expect(hash(impossibleFolder(), 'yes')).toBe('file-not-usable');
});
