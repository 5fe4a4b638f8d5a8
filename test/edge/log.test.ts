import {existsSync, readFileSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {afterEach, expect, test, vi} from 'vitest';
import {type LogLevel, writeLog} from '../../lib/edge/log.ts';
import {impossibleFolder, modeOf, put, temporaryFolder} from './temporary-folder.ts';

afterEach(() => vi.unstubAllEnvs());

const read = (folder: string) => readFileSync(join(folder, 'tierwise.log'), 'utf8');

test('a note is one line: the time, the level, the code, the message', () => {
  const folder = join(temporaryFolder(), 'logs');
  writeLog(folder, 'hook-failed', new Error('first\nsecond'), 'error');
  writeLog(folder, 'config-broken', 'as it is');
  const [first, second, end] = read(folder).split('\n');
  expect(first).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z error hook-failed first second$/);
  expect(second).toMatch(/Z warn config-broken as it is$/);
  expect(end).toBe('');
  expect([modeOf(folder), modeOf(join(folder, 'tierwise.log'))]).toEqual(['700', '600']);
});

test.each([
  [undefined, ['error', 'warn']],
  ['', ['error', 'warn']],
  ['nonsense', ['error', 'warn']],
  ['error', ['error']],
  ['warn', ['error', 'warn']],
  ['INFO', ['error', 'warn', 'info']],
  ['debug', ['error', 'warn', 'info', 'debug']],
])('TIERWISE_LOG=%s takes %j', (level, taken) => {
  vi.stubEnv('TIERWISE_LOG', level);
  const folder = temporaryFolder();
  for (const each of ['error', 'warn', 'info', 'debug'] satisfies LogLevel[]) {
    writeLog(folder, 'x', 'y', each);
  }
  const levels = [...read(folder).matchAll(/Z (\w+) x y/g)].map(([, found]) => found);
  expect(levels).toEqual(taken);
});

test.each([
  'sk-ant-api03-SECRET_secret-123456',
  'Bearer SECRETsecret.123/456==',
  'Authorization: Basic SECRETc2VjcmV0',
  'x-api-key: SECRETsecret',
  'ANTHROPIC_AUTH_TOKEN=SECRETsecret',
  '{"access_token":"SECRETsecret123"}',
  'ghp_SECRETsecret1234567890',
  `SECRET${'aB3+'.repeat(12)}==`,
  `${'x'.repeat(450)} sk-ant-api03-${'SECRET'.repeat(20)}`,
])('what looks like a key is blotted out: %.30s', (text) => {
  const folder = temporaryFolder();
  writeLog(folder, 'x', `before ${text} after`);
  expect(read(folder)).toContain('x before');
  expect(read(folder)).not.toContain('SECRET');
});

test.each([
  "ENOENT: no such file, open '/home/dev/.claude/projects/-home-dev-work/0f8a2c1d.jsonl'",
  '/Users/dev/.claude/projects/-Users-dev-2024-some-very-long-name-of-a-project-of-mine/x.jsonl',
  'b1e5d14c-87cb-450d-9da7-e877d9e4350d',
])('a path and an id stay readable: %s', (text) => {
  const folder = temporaryFolder();
  writeLog(folder, 'x', text);
  expect(read(folder)).toContain(text);
});

test('a long message is cut', () => {
  const folder = temporaryFolder();
  writeLog(folder, 'x', 'y'.repeat(10_000));
  expect(statSync(join(folder, 'tierwise.log')).size).toBeLessThan(600);
});

test('a full log starts anew, and the one before is kept', () => {
  const folder = temporaryFolder();
  const path = put(join(folder, 'tierwise.log'), 'x'.repeat(1_000_001));
  put(`${path}.1`, 'older');
  writeLog(folder, 'x', 'new');
  expect(readFileSync(path, 'utf8')).toMatch(/ x new\n$/);
  expect(readFileSync(`${path}.1`, 'utf8')).toBe('x'.repeat(1_000_001));
});

test('a log that is not full goes on', () => {
  const folder = temporaryFolder();
  const path = put(join(folder, 'tierwise.log'), 'before\n');
  writeLog(folder, 'x', 'new');
  expect(readFileSync(path, 'utf8')).toMatch(/^before\n.* x new\n$/);
  expect(existsSync(`${path}.1`)).toBe(false);
});

test('a log that cannot be written stops nobody', () => {
  expect(() => writeLog(impossibleFolder(), 'x', 'y')).not.toThrow();
});
