import {expect, it} from 'vitest';
import {parseRecord} from '../../lib/core/parse-record.ts';

it.each([
  ['{"a":1}', {a: 1}],
  ['{}', {}],
  ['[]', undefined],
  ['null', undefined],
  ['"text"', undefined],
  ['{"a":', undefined],
  ['', undefined],
])('%s is %j', (text, record) => {
  expect(parseRecord(text)).toEqual(record);
});
