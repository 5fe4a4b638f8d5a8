import {expect, test} from 'vitest';
import {isSessionRecord} from '../../../lib/core/session/session-record.ts';

test('a record needs its time, and may lack the rest', () => {
  expect(isSessionRecord({at: 'now'})).toBe(true);
  expect(isSessionRecord({at: 'now', base_model: 'opus', client: '2.1.330', later: 1})).toBe(true);
  for (const value of [{}, {at: 5}, {at: 'now', base_model: null}, [], null, 'now']) {
    expect(isSessionRecord(value)).toBe(false);
  }
});
