import {describe, expect, it} from 'vitest';
import {baseModel} from '../../../lib/core/session/base-model.ts';

const early = '2026-11-22T10:00:00.000Z';
const late = '2026-11-22T11:00:00.000Z';
const started = {at: early, base_model: 'opus'};

describe('the base model', () => {
  const rows: [
    name: string,
    facts: Parameters<typeof baseModel>[0],
    model: string | undefined | null,
  ][] = [
    ['nothing is known', {record: undefined, last: undefined, flag: undefined}, undefined],
    ['--model alone', {record: undefined, last: undefined, flag: 'haiku'}, 'haiku'],
    ['a first prompt', {record: started, last: undefined, flag: undefined}, 'opus'],
    ['a first prompt with --model', {record: started, last: undefined, flag: 'haiku'}, 'opus'],
    [
      'claude -p: the record has no model',
      {record: {at: early}, last: undefined, flag: 'haiku'},
      'haiku',
    ],
    [
      'an answer since the start',
      {record: started, last: {model: 'sonnet', at: late}, flag: 'haiku'},
      'sonnet',
    ],
    [
      'no record, an answer',
      {record: undefined, last: {model: 'sonnet', at: late}, flag: 'haiku'},
      'sonnet',
    ],
    [
      'resumed with another model',
      {
        record: {at: late, base_model: 'opus'},
        last: {model: 'sonnet', at: early},
        flag: undefined,
      },
      'opus',
    ],
    [
      'resumed with --model',
      {record: {at: late}, last: {model: 'sonnet', at: early}, flag: 'haiku'},
      'haiku',
    ],
    [
      'resumed without a word',
      {record: {at: late}, last: {model: 'sonnet', at: early}, flag: undefined},
      'sonnet',
    ],
    ['--model cannot be read', {record: undefined, last: undefined, flag: null}, null],
    [
      'a first prompt without --model to read',
      {record: started, last: undefined, flag: null},
      'opus',
    ],
    [
      'an answer since the start, without --model to read',
      {record: {at: early}, last: {model: 'sonnet', at: late}, flag: null},
      'sonnet',
    ],
    [
      'resumed without --model to read',
      {record: {at: late}, last: {model: 'sonnet', at: early}, flag: null},
      null,
    ],
    [
      'an answer without a time',
      {record: started, last: {model: 'sonnet', at: ''}, flag: undefined},
      'opus',
    ],
  ];

  it.each(rows)('%s', (_name, facts, model) => {
    expect(baseModel(facts)).toBe(model);
  });
});
