import {mkdirSync, symlinkSync, utimesSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {listHistory, readHistory} from '../../lib/edge/prompt-history.ts';
import {put, temporaryFolder} from './temporary-folder.ts';

test('lists the transcripts of all projects, newest first', () => {
  const folder = temporaryFolder();
  const file = (name: string, day: number) => {
    const path = put(join(folder, 'projects', ...name.split('/')), name);
    utimesSync(path, day * 86_400, day * 86_400);
    return path;
  };
  const old = file('a/old.jsonl', 1);
  const young = file('b/young.jsonl', 3);
  file('a/notes.txt', 2);
  file('a/session/subagents/agent-1.jsonl', 4);
  mkdirSync(join(folder, 'projects', 'a', 'folder.jsonl'));
  symlinkSync('/nowhere', join(folder, 'projects', 'a', 'gone.jsonl'));
  expect(listHistory(folder).map(({path}) => path)).toEqual([young, old]);
  expect(listHistory(folder)[0]?.writtenMs).toBe(3 * 86_400_000);
});

test('no transcripts, no list', () => {
  expect(listHistory(temporaryFolder())).toEqual([]);
});

test('of a long transcript the end is read', () => {
  const path = put(join(temporaryFolder(), 'x.jsonl'), `${'x'.repeat(5_000_000)}the end`);
  const text = readHistory({path, writtenMs: 0});
  expect(text).toHaveLength(4_000_000);
  expect(text.endsWith('the end')).toBe(true);
  expect(readHistory({path: '/nowhere/x.jsonl', writtenMs: 0})).toBe('');
});
