import {appendFileSync, truncateSync} from 'node:fs';
import {join} from 'node:path';
import {expect, onTestFinished, test, vi} from 'vitest';
import {openTail} from '../../lib/edge/stream-tail.ts';
import {put, temporaryFolder} from './temporary-folder.ts';

vi.setConfig({testTimeout: 60_000});

function follow(text = '') {
  const file = put(join(temporaryFolder(), 'stream.jsonl'), text);
  const tail = openTail(file);
  onTestFinished(tail.close);
  return {tail, add: (more: string | Buffer) => appendFileSync(file, more), file};
}

test('lines are given once each, when they are finished', () => {
  const {tail, add} = follow('one\ntw');
  expect(tail.readLines()).toEqual(['one']);
  expect(tail.readRest()).toEqual(['tw']);
  add('o\nthree\nfo');
  expect(tail.readLines()).toEqual(['two', 'three']);
  expect(tail.readLines()).toEqual([]);
  expect(tail.readRest()).toEqual(['fo']);
  expect(tail.sizeBytes()).toBe(16);
});

test('a character that comes in two halves is whole', () => {
  const {tail, add} = follow();
  const euro = Buffer.from('€\n');
  add(euro.subarray(0, 2));
  expect(tail.readLines()).toEqual([]);
  add(euro.subarray(2));
  expect(tail.readLines()).toEqual(['€']);
});

test('a long line over many reads', () => {
  const {tail, add} = follow();
  const long = 'x'.repeat(700_000);
  add(`${long}\nshort\n`);
  expect(tail.readLines()).toEqual([long, 'short']);
});

test('a line without an end cannot fill the memory: it is passed over, the next one is not', () => {
  const {tail, add} = follow();
  for (let part = 0; part < 18; part++) {
    add(Buffer.alloc(1024 * 1024, 'x'));
    expect(tail.readLines()).toEqual([]);
  }
  expect(tail.readRest()).toEqual([]);
  add('end\nnext\n');
  expect(tail.readLines()).toEqual(['next']);
  expect(tail.readRest()).toEqual([]);
});

test('empty lines are lines, and a file that was cut gives no more', () => {
  const {tail, file} = follow('\n\n');
  expect(tail.readLines()).toEqual(['', '']);
  truncateSync(file);
  expect(tail.readLines()).toEqual([]);
});

test('a file that is not there is told', () => {
  expect(() => openTail('/nowhere/stream')).toThrow('ENOENT');
});
