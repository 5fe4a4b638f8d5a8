import {basename, join} from 'node:path';
import {expect, test} from 'vitest';
import {listEvidenceFiles} from '../../lib/edge/evidence-folder.ts';
import {put, temporaryFolder} from './temporary-folder.ts';

test('days come in order, the parts of a day by number, and only our files', () => {
  const folder = temporaryFolder();
  const names = [
    '2026-11-22.10.jsonl',
    '2026-11-22.2.jsonl',
    '2026-11-23.jsonl',
    '2026-11-22.jsonl',
    '2026-11-21.jsonl',
    'notes.jsonl',
    '2026-11-22.0.jsonl',
    '2026-11-22.jsonl.bak',
  ];
  for (const name of names) put(join(folder, name), '');
  const list = (range?: {from?: string; to?: string}) =>
    listEvidenceFiles(folder, range).map((path) => basename(path));
  expect(list()).toEqual([
    '2026-11-21.jsonl',
    '2026-11-22.jsonl',
    '2026-11-22.2.jsonl',
    '2026-11-22.10.jsonl',
    '2026-11-23.jsonl',
  ]);
  expect(list({from: '2026-11-23'})).toEqual(['2026-11-23.jsonl']);
  expect(list({to: '2026-11-21'})).toEqual(['2026-11-21.jsonl']);
});

test('no folder is no evidence', () => {
  expect(listEvidenceFiles(join(temporaryFolder(), 'none'))).toEqual([]);
});
