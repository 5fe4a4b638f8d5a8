import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import fc from 'fast-check';
import {expect, test} from 'vitest';
import {readFileLines} from '../../lib/edge/file-lines.ts';
import {put, temporaryFolder} from './temporary-folder.ts';

function linesOf(path: string, marks?: string[]): string[] {
  const lines: string[] = [];
  readFileLines(path, (line) => lines.push(line), marks);
  return lines;
}

test.each([
  ['', []],
  ['a', ['a']],
  ['a\nb\n', ['a', 'b']],
  ['a\n\nb', ['a', 'b']],
  ['é\n漢字\n', ['é', '漢字']],
])('%j', (text, lines) => {
  const given = linesOf(put(join(temporaryFolder(), 'f'), text)).filter((line) => line !== '');
  expect(given).toEqual(lines);
});

test('only lines with a mark are given', () => {
  const path = put(join(temporaryFolder(), 'f'), '{"usage":1}\n{"other":2}\n{"promptId":3}\n');
  expect(linesOf(path, ['"usage"', '"promptId"'])).toEqual(['{"usage":1}', '{"promptId":3}']);
});

test('law: lines of any length come whole, over the edges of what is read at once', () => {
  const path = join(temporaryFolder(), 'f');
  const anyLine = fc
    .tuple(fc.constantFrom('a', 'é', '漢'), fc.constantFrom(1, 1000, 500_000, 1_048_576, 1_048_575))
    .map(([letter, length]) => letter.repeat(length));
  fc.assert(
    fc.property(fc.array(anyLine, {maxLength: 6}), fc.boolean(), (lines, isEnded) => {
      writeFileSync(path, lines.join('\n') + (isEnded ? '\n' : ''));
      expect(linesOf(path).map((line) => line.length)).toEqual(lines.map((line) => line.length));
      expect(linesOf(path)).toEqual(lines);
    }),
    {numRuns: 20},
  );
});

test('a file that is not there is told to the caller', () => {
  expect(() => linesOf(join(temporaryFolder(), 'none'))).toThrow('ENOENT');
});
