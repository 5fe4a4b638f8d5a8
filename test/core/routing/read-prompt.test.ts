import {expect, test} from 'vitest';
import {readPrompt} from '../../../lib/core/routing/read-prompt.ts';

test('courtesy is taken off and remembered', () => {
  const reading = readPrompt('Ok great, can you please rename the file?');
  expect(reading.wish).toBe('rename the file ?');
  expect(reading.opens('renames')).toBe(true);
  expect(reading.before('ack') && reading.before('request')).toBe(true);
  expect(reading.asks).toBe(true);
});

test('the wish is found behind a remark', () => {
  const reading = readPrompt('it looks good, can you add a border');
  expect(reading.opening).toBe('add a border');
  expect(reading.turned).toBe(true);
});

test('what is particular is told from what any project has', () => {
  expect(readPrompt('fix the error in the file').specific).toBe(0);
  expect(readPrompt('fix the rounding in the invoice').specific).toBe(2);
  expect(readPrompt('add a new settings page').newPart).toBe(true);
});
