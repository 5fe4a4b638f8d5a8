import {expect, it} from 'vitest';
import {wrapText} from '../../lib/cli/wrap-text.ts';

it.each([
  ['short', ['  short']],
  ['two words more', ['  two words', '  more']],
  ['averyveryverylongword and more', ['  averyveryverylongword', '  and more']],
  ['', ['  ']],
])('%j', (text, lines) => {
  expect(wrapText(text, {width: 12, indent: '  '})).toEqual(lines);
});
