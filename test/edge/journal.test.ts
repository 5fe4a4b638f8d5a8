import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {appendFileSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test, vi} from 'vitest';
import {openJournal, readJournal} from '../../lib/edge/journal.ts';
import {bundleProgram} from '../processes/bundle-program.ts';
import {modeOf, put, temporaryFolder} from './temporary-folder.ts';

vi.setConfig({testTimeout: 60_000});

const newJournal = () => join(temporaryFolder(), 'journal.jsonl');

test('facts come back in their order, from a file that only the user can read', () => {
  const path = newJournal();
  const journal = openJournal(path);
  journal.append({event: 'one'});
  journal.append({event: 'two', text: 'line\nbreak €'});
  journal.close();
  expect(readJournal(path)).toEqual([{event: 'one'}, {event: 'two', text: 'line\nbreak €'}]);
  expect(modeOf(path)).toBe('600');
});

test('a last line that a crash tore is passed over, and what comes next is not lost in it', () => {
  const path = put(newJournal(), '{"event":"one"}\n{"event":"tw');
  expect(readJournal(path)).toEqual([{event: 'one'}]);
  const journal = openJournal(path);
  journal.append({event: 'three'});
  journal.close();
  expect(readJournal(path)).toEqual([{event: 'one'}, {event: 'three'}]);
});

test('a whole last line without its end counts, and stays whole', () => {
  const path = put(newJournal(), '{"event":"one"}');
  openJournal(path).append({event: 'two'});
  expect(readJournal(path)).toEqual([{event: 'one'}, {event: 'two'}]);
});

test('what is no object is passed over', () => {
  const path = put(newJournal(), '[]\n1\nnull\n\0\0\0\n{"event":"one"}\n');
  expect(readJournal(path)).toEqual([{event: 'one'}]);
});

test('a full disk is told, with the name of the file', () => {
  const journal = openJournal('/dev/full');
  expect(() => journal.append({event: 'one'})).toThrow(
    expect.objectContaining({code: 'ENOSPC', path: '/dev/full'}),
  );
});

test('lines of several processes do not mix', async () => {
  const path = newJournal();
  const program = await bundleProgram('append-facts', temporaryFolder());
  const writers = ['a', 'b', 'c', 'd'].map((name) =>
    spawn(process.execPath, [program, path, name], {stdio: 'inherit'}),
  );
  await Promise.all(writers.map((writer) => once(writer, 'exit')));
  const facts = readJournal(path);
  expect(facts).toHaveLength(200);
  for (const name of ['a', 'b', 'c', 'd']) {
    const own = facts.filter((fact) => fact.name === name).map(({number}) => number);
    expect(own).toEqual(Array.from({length: 50}, (_, number) => number));
  }
});

test('a journal that grew behind our back is read to its end', () => {
  const path = newJournal();
  const journal = openJournal(path);
  journal.append({event: 'one'});
  appendFileSync(path, '{"event":"two"}\n');
  journal.append({event: 'three'});
  expect(readFileSync(path, 'utf8').split('\n')).toHaveLength(4);
});
