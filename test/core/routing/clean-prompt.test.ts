import {expect, test} from 'vitest';
import {cleanPrompt} from '../../../lib/core/routing/clean-prompt.ts';

test.each([
  ['Fix `npm test` in src/app.ts', 'fix  §command  in  §file', ['command', 'file']],
  ['see https://example.com/a?b=c for more', 'see  §url  for more', ['url']],
  ['[Image #1] make it blue', '§image  make it blue', ['image']],
  ['explain this:\n```js\nrm -rf x\n```', 'explain this:', ['code']],
  ['change "Home" to “Start”', 'change  §quote  to  §quote', ['quote']],
])('%s', (prompt, text, cues) => {
  const clean = cleanPrompt(prompt);
  expect(clean.text).toBe(text);
  expect([...clean.cues].sort()).toEqual([...cues].sort());
});

test('a stack trace and log lines are set aside and remembered', () => {
  const clean = cleanPrompt(
    'why does this fail?\nTypeError: x is undefined\n    at run (/srv/app.js:10:4)\n2026-01-02 10:11:12 INFO started',
  );
  expect(clean.text).toBe('why does this fail?');
  expect(clean.cues.has('error')).toBe(true);
  expect(clean.aside).toContain('app.js');
});

test('code is kept aside for the look at danger', () => {
  expect(cleanPrompt('run\n```\nDROP TABLE users\n```').aside).toContain('drop table users');
});

test('a megabyte is cut down to its ends', () => {
  const clean = cleanPrompt(`start ${'x '.repeat(500_000)} drop the table`);
  expect(clean.text.length).toBeLessThan(9000);
  expect(clean.text.startsWith('start')).toBe(true);
  expect(clean.text.endsWith('drop the table')).toBe(true);
});
