import {expect, it} from 'vitest';
import {clipText} from '../../../lib/core/preview/clip-text.ts';

it.each([
  ['as it is', 'as it is'],
  ['two\n  lines\tand a tab', 'two lines and a…'],
  ['\u001b[31mred\u0007 \u202Eback', '[31mred back'],
  ['exactly sixteen!', 'exactly sixteen!'],
  ['one more than 16!', 'one more than 1…'],
  ['👍👍👍👍👍👍👍👍👍👍👍👍👍👍👍👍👍', '👍👍👍👍👍👍👍👍👍👍👍👍👍👍👍…'],
  ['', ''],
])('%j', (text, clip) => {
  expect(clipText(text, 16)).toBe(clip);
});

it('does not walk through megabytes', () => {
  expect(clipText('x'.repeat(50_000_000), 16)).toBe(`${'x'.repeat(15)}…`);
});
