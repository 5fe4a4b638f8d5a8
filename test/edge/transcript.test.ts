import {join} from 'node:path';
import {expect, test} from 'vitest';
import {readLastModel} from '../../lib/edge/transcript.ts';
import {put, temporaryFolder} from './temporary-folder.ts';

const answer = (model: string) =>
  `${JSON.stringify({type: 'assistant', timestamp: 't', message: {model}})}\n`;
const typed = (size: number) =>
  `${JSON.stringify({type: 'user', message: {content: 'ü'.repeat(size)}})}\n`;

test('the last model is read from the end of a big file', () => {
  const path = join(temporaryFolder(), 's.jsonl');
  put(
    path,
    answer('claude-haiku-5-5') +
      typed(100_000).repeat(20) +
      answer('claude-opus-5-5') +
      typed(10_000),
  );
  expect(readLastModel(path)).toEqual({model: 'claude-opus-5-5', at: 't'});
});

test('a model far from the end is not looked for', () => {
  const path = put(join(temporaryFolder(), 's.jsonl'), answer('claude-opus-5-5') + typed(500_000));
  expect(readLastModel(path)).toBeUndefined();
});

test('a turn that is longer than the end that is read first is read from its beginning', () => {
  const command = `${JSON.stringify({
    type: 'attachment',
    attachment: {type: 'command_permissions', model: 'claude-haiku-5-5'},
  })}\n`;
  const result = `${JSON.stringify({
    type: 'user',
    message: {content: [{type: 'tool_result', content: 'x'.repeat(100_000)}]},
  })}\n`;
  const path = join(temporaryFolder(), 's.jsonl');
  const own = answer('claude-opus-5-5');
  put(path, own + typed(10) + command + result + answer('claude-haiku-5-5'));
  expect(readLastModel(path)?.model).toBe('claude-opus-5-5');
});

test('a small file is read whole', () => {
  const path = put(join(temporaryFolder(), 's.jsonl'), answer('claude-sonnet-5'));
  expect(readLastModel(path)?.model).toBe('claude-sonnet-5');
});

test('no file, an empty file, a folder and no path tell nothing', () => {
  const folder = temporaryFolder();
  expect(readLastModel(undefined)).toBeUndefined();
  expect(readLastModel(join(folder, 'absent'))).toBeUndefined();
  expect(readLastModel(put(join(folder, 'empty'), ''))).toBeUndefined();
  expect(readLastModel(folder)).toBeUndefined();
});
