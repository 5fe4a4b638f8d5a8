import {mkdirSync, readdirSync, readFileSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {appendEvidence, pruneEvidence} from '../../lib/edge/evidence-file.ts';
import {impossibleFolder, modeOf, put, temporaryFolder} from './temporary-folder.ts';

const event = {
  v: 1,
  at: '2026-11-22T23:59:59.999Z',
  session: 's1',
  prompt: 'p1',
  event: 'turn-end',
} as const;

test('events of a day are lines of one file, closed to others', () => {
  const folder = join(temporaryFolder(), 'data', 'metrics');
  appendEvidence(folder, event);
  appendEvidence(folder, {...event, prompt: null});
  const path = join(folder, '2026-11-22.jsonl');
  const lines = readFileSync(path, 'utf8').split('\n');
  expect(lines.pop()).toBe('');
  expect(lines.map((line) => JSON.parse(line))).toEqual([event, {...event, prompt: null}]);
  expect([modeOf(join(folder, '..')), modeOf(folder), modeOf(path)]).toEqual(['700', '700', '600']);
});

test('the next day has a file of its own', () => {
  const folder = temporaryFolder();
  appendEvidence(folder, event);
  appendEvidence(folder, {...event, at: '2026-11-23T00:00:00.000Z'});
  expect(readFileSync(join(folder, '2026-11-23.jsonl'), 'utf8').split('\n')).toHaveLength(2);
});

test('a folder that cannot be written is told to the caller', () => {
  expect(() => appendEvidence(impossibleFolder(), event)).toThrow();
  const folder = temporaryFolder();
  mkdirSync(join(folder, '2026-11-22.jsonl'));
  expect(() => appendEvidence(folder, event)).toThrow();
});

test('a day goes on in a further file once its file is full', () => {
  const folder = temporaryFolder();
  const full = put(join(folder, '2026-11-22.jsonl'), 'x'.repeat(10_000_000));
  appendEvidence(folder, event);
  expect(readFileSync(join(folder, '2026-11-22.1.jsonl'), 'utf8')).toBe(
    `${JSON.stringify(event)}\n`,
  );
  expect(statSync(full).size).toBe(10_000_000);
});

test('days that ended long ago are removed, and only files of ours', () => {
  const folder = temporaryFolder();
  const today = new Date().toISOString().slice(0, 10);
  const kept = [`${today}.jsonl`, 'notes.txt', '2020-01-01.jsonl.bak'];
  for (const name of [...kept, '2020-01-01.jsonl', '2020-01-01.12.jsonl']) {
    put(join(folder, name), '');
  }
  pruneEvidence(folder, 90);
  expect(readdirSync(folder).sort()).toEqual(kept.sort());
  expect(() => pruneEvidence(join(folder, 'none'), 90)).not.toThrow();
});

test('a day of more than 10 MB goes on in further files', () => {
  const folder = temporaryFolder();
  put(join(folder, '2026-11-22.jsonl'), 'x'.repeat(10_000_000));
  put(join(folder, '2026-11-22.1.jsonl'), 'x'.repeat(10_000_000));
  appendEvidence(folder, event);
  expect(readdirSync(folder).sort()).toEqual([
    '2026-11-22.1.jsonl',
    '2026-11-22.2.jsonl',
    '2026-11-22.jsonl',
  ]);
  expect(JSON.parse(readFileSync(join(folder, '2026-11-22.2.jsonl'), 'utf8'))).toEqual(event);
});

test('days that are too old are removed, with all their parts, and nothing else', () => {
  const folder = temporaryFolder();
  const day = (daysAgo: number) =>
    new Date(Date.now() - daysAgo * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
  const kept = [`${day(0)}.jsonl`, `${day(89)}.jsonl`, `${day(89)}.1.jsonl`, 'notes.txt'];
  for (const name of [...kept, `${day(92)}.jsonl`, `${day(92)}.3.jsonl`, '2020-01-01.jsonl']) {
    put(join(folder, name), '');
  }
  pruneEvidence(folder, 90);
  expect(readdirSync(folder).sort()).toEqual(kept.sort());
  expect(() => pruneEvidence(join(folder, 'none'), 90)).not.toThrow();
});
